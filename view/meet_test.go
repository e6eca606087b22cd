package view

import (
	"slices"
	"testing"
	"time"

	"demarche"
)

// A condition leads to what its own side did since, not to what others did, what
// was done before, or what is only feared.
func TestActsThatMayMeetACondition(t *testing.T) {
	d := newDesk(time.Time{})
	d.article("later", "2022-02-24", "Gazette", "Russia moved forces into Ukraine at dawn. France moved forces to Romania. Russia may invade Moldova.")
	d.act("e-moved", demarche.Mobilize, demarche.Happened, "russia", "", "", "", "2022-02-24", "Russia moved forces into Ukraine", "invasion")
	d.act("e-france", demarche.Mobilize, demarche.Happened, "macron", "", "", "", "2022-02-24", "France moved forces to Romania", "invasion")
	d.act("e-feared", demarche.Attack, demarche.Possible, "russia", "", "", "", "", "Russia may invade Moldova", "invasion")
	could := func(ask Ask) (out []string) {
		a, err := asks(t, d, "why", ask)
		if err != nil {
			t.Fatal(err)
		}
		for _, it := range a.(*WhyAnswer).CouldMeet {
			if len(it.Sources) == 0 {
				t.Errorf("%s has no sentence", it.ID)
			}
			out = append(out, it.ID)
		}
		return out
	}
	if got := could(Ask{Of: "s-pipeline-1", AsReported: day("2022-02-25")}); !slices.Equal(got, []string{"e-plan", "e-moved"}) {
		t.Errorf("could meet it: %v", got)
	}
	if got := could(Ask{Of: "s-pipeline-1", AsReported: day("2022-02-23")}); !slices.Equal(got, []string{"e-plan"}) {
		t.Errorf("known before it was told: %v", got)
	}
	if got := could(Ask{Of: "s-pipeline-2", AsReported: day("2022-02-25")}); !slices.Contains(got, "e-plan") {
		t.Errorf("of a later wording, what was told since the first: %v", got)
	}
	if got := could(Ask{Of: "s-withdraw"}); len(got) != 0 {
		t.Errorf("a demand without a condition: %v", got)
	}
	for hangs, want := range map[string]string{"if it invades Ukraine": "Russia", "if Russian tanks enter Ukraine": "Russia", "if Ukraine gives up": "Ukraine", "provided that the ships leave": "Russia"} {
		e := &demarche.Entry{Hangs: []string{hangs}, Parties: []demarche.Party{cast["biden"], cast["russia"], {ID: "state:ukraine", Name: "Ukraine"}}}
		e.Statement = &demarche.Statement{To: actors("russia")}
		if got := subjects(e); len(got) != 1 || got[0].Name != want {
			t.Errorf("%s: %v", hangs, got)
		}
	}
	contains(t, toldOf(t, d, "why", Ask{Of: "s-pipeline-1"}), "Acts that may bear on its condition", "only a person says")
}
