package ledger

import (
	"encoding/json"
	"testing"
	"time"

	"demarche"
)

// fold makes the entry of reports that Merge puts together.
func fold(t *testing.T, decisions []demarche.Decision, rs ...demarche.Report) demarche.Entry {
	t.Helper()
	at := Merge(rs, nil)
	for _, r := range rs[1:] {
		if at[r.Row.ID] != at[rs[0].Row.ID] {
			t.Fatalf("%v are not one entry", rs)
		}
	}
	return Fold(at[rs[0].Row.ID], rs, decisions, nil)
}

func TestStatusMoves(t *testing.T) {
	e := fold(t, nil,
		report(t, "c 2022-02-09 meet planned Macron>Putin 2022-02-07 -"), // background, afterwards
		report(t, "b 2022-02-08 meet happened Macron>Putin 2022-02-07 Kremlin"),
		report(t, "a 2022-02-04 meet planned Macron>Putin - -"))
	if e.Act.Status != demarche.Happened || len(e.Moves) != 3 || e.Moves[0].Status != demarche.Planned || e.Moves[1].Status != demarche.Happened {
		t.Errorf("status %s, moves %+v", e.Act.Status, e.Moves)
	}
	if e.Happens == nil || e.Happens.EDTF != "2022-02-07" || e.Act.Place == nil || e.Act.Place.Name != "Kremlin, Moscow" {
		t.Errorf("when %v, where %v", e.Happens, e.Act.Place)
	}
	if e.Reported != [2]demarche.Maybe{"2022-02-04", "2022-02-09"} || e.Articles != 3 || e.Origins != 3 {
		t.Errorf("reported %v by %d articles of %d origins", e.Reported, e.Articles, e.Origins)
	}
}

// Law 3: a wrong status is worse than a missing row.
func TestClaimsStayClaims(t *testing.T) {
	claimed := report(t, "a 2022-02-20 meet happened Blinken>Lavrov/Lavrov 2022-02-19 Geneva")
	if e := fold(t, nil, claimed); len(e.Act.By) != 1 {
		t.Errorf("a claim lost its speaker: %v", e.Act.By)
	}
	planned := report(t, "b 2022-02-20 meet planned Blinken>Lavrov 2022-02-19 Geneva")
	if e := fold(t, nil, claimed, planned); e.Act.Status.Fact() {
		t.Errorf("a mere claim outweighs a plan of the same day: %s", e.Act.Status)
	}
	told := report(t, "c 2022-02-20 meet happened Blinken>Lavrov 2022-02-19 Geneva")
	if e := fold(t, nil, claimed, planned, told); e.Act.Status != demarche.Happened || len(e.Act.By) != 0 {
		t.Errorf("what an article says itself: %s by %v", e.Act.Status, e.Act.By)
	}
	off := report(t, "d 2022-02-22 meet negated Blinken>Lavrov/Blinken 2022-02-24 -")
	plan := report(t, "e 2022-02-21 meet planned Blinken>Lavrov 2022-02-24 Geneva")
	if e := fold(t, nil, plan, off); e.Act.Status != demarche.Negated || len(e.Moves) != 2 {
		t.Errorf("called off: %s, %d moves", e.Act.Status, len(e.Moves))
	}
}

func TestReprintsCountOnce(t *testing.T) {
	a := report(t, "a 2022-02-08 meet happened Macron>Putin 2022-02-07 Moscow")
	b := report(t, "b 2022-02-08 meet happened Macron>Putin 2022-02-07 Moscow")
	c := report(t, "c 2022-02-08 meet happened Macron>Putin 2022-02-07 Kremlin")
	a.Origin, b.Origin, c.Origin = "a", "a", "c"
	if e := fold(t, nil, a, b, c); e.Articles != 3 || e.Origins != 2 {
		t.Errorf("%d articles, %d origins", e.Articles, e.Origins)
	}
}

func TestQuotationShows(t *testing.T) {
	e := fold(t, nil, said(t, "a 2022-02-07 threaten indirect Biden", "there would no longer be a Nord Stream 2 pipeline", hangs("if Russia invades")),
		said(t, "b 2022-02-08 threaten direct Biden", "there will no longer be a Nord Stream 2"))
	if e.Words[0] != "there will no longer be a Nord Stream 2" || len(e.Hangs) != 1 || e.Series == "" {
		t.Errorf("words %q hangs %q series %q", e.Words, e.Hangs, e.Series)
	}
}

func decision(n int64, kind demarche.DecisionKind, value any) demarche.Decision {
	b, _ := json.Marshal(value)
	return demarche.Decision{Seq: n, Kind: kind, By: "anna", Value: b, Reason: "seen", Recorded: time.Date(2022, 2, 9, 9, 0, 0, 0, time.UTC)}
}

func TestDecisionsStand(t *testing.T) {
	r := report(t, "a 2022-02-08 meet happened Macron>Putin 2022-02-07 Moscow")
	e := fold(t, []demarche.Decision{decision(1, demarche.DecideEdit, map[string]any{"status": "planned", "date": map[string]string{"edtf": "2022-02-09", "basis": "read"}}),
		decision(2, demarche.DecideAccept, nil), decision(3, demarche.DecideCredibility, 2)}, r)
	if e.Act.Status != demarche.Planned || e.Happens.EDTF != "2022-02-09" || e.Review != demarche.Accepted || e.Credibility != 2 || len(e.Edited) != 2 {
		t.Errorf("%+v", e)
	}
	if r.Row.Act.Status != demarche.Happened {
		t.Error("an edit reached into the row that was read")
	}
	for value, ok := range map[string]bool{`{"status":"planned"}`: true, `{"status":"done"}`: false, `{"colour":"red"}`: false, `{"who":"x"}`: false, `{}`: false, `[]`: false,
		`{"date":{"edtf":"soon"}}`: false, `{"date":null}`: true} {
		if err := CheckEdit(demarche.ActRow, json.RawMessage(value)); (err == nil) != ok {
			t.Errorf("%s: %v", value, err)
		}
	}
}

func TestInForce(t *testing.T) {
	ds := []demarche.Decision{decision(1, demarche.DecideAccept, nil), decision(2, demarche.DecideUndo, 1), decision(3, demarche.DecideReject, nil),
		decision(4, demarche.DecideUndo, 3), decision(5, demarche.DecideUndo, 4)}
	got := InForce(ds)
	if len(got) != 1 || got[0].Seq != 3 {
		t.Errorf("%+v", got)
	}
}

func TestAudit(t *testing.T) {
	var ds []demarche.Decision
	prev := ""
	for n := range int64(4) {
		d := decision(n+1, demarche.DecideAccept, nil)
		d.Prev = prev
		d.Hash = Seal(d)
		prev = d.Hash
		ds = append(ds, d)
	}
	if err := Audit(ds); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func([]demarche.Decision) []demarche.Decision{
		"changed":   func(d []demarche.Decision) []demarche.Decision { d[1].Reason = "another"; return d },
		"taken out": func(d []demarche.Decision) []demarche.Decision { return append(d[:1], d[2:]...) },
		"moved":     func(d []demarche.Decision) []demarche.Decision { d[1], d[2] = d[2], d[1]; return d },
		"resealed": func(d []demarche.Decision) []demarche.Decision {
			d[1].By = "eve"
			d[1].Hash = Seal(d[1])
			return d
		},
	} {
		if Audit(spoil(append([]demarche.Decision(nil), ds...))) == nil {
			t.Errorf("a chain in which one was %s passes", name)
		}
	}
}

func TestLife(t *testing.T) {
	day := func(s string) demarche.Day { i, _ := demarche.ParseEDTF(s); return i.From }
	entry := func(r demarche.Report) demarche.Entry { return fold(t, nil, r) }
	threat := func() []demarche.Entry {
		return []demarche.Entry{entry(said(t, "a 2022-02-07 threaten direct Biden", "stop certification of the pipeline if Russia invades Ukraine", hangs("if Russia invades Ukraine")))}
	}
	c := Life(threat(), nil, nil, day("2022-02-08"))
	if c.Life != demarche.LifeWaiting || c.Rating != nil || c.Suggested != nil || c.Said != 1 {
		t.Errorf("a threat with its condition: %+v", c)
	}
	done := report(t, "b 2022-02-23 sanction happened Biden>Russia 2022-02-22 -", "Biden stopped certification of the pipeline")
	if c = Life(threat(), []demarche.Entry{entry(done)}, nil, day("2022-02-24")); c.Life != demarche.LifeWaiting || c.Suggested == nil || c.Suggested.Life != demarche.LifeKept || c.Suggested.Row != done.Row.ID {
		t.Errorf("a machine may only suggest: %s, %+v", c.Life, c.Suggested)
	}
	began := report(t, "b 2022-02-25 attack happened Russia>Ukraine 2022-02-24 -", "Russia invades its neighbour")
	if c = Life(threat(), []demarche.Entry{entry(began)}, nil, day("2022-02-25")); c.Suggested == nil || c.Suggested.Life != demarche.LifeTriggered {
		t.Errorf("what it hangs on has happened: %+v", c.Suggested)
	}
	told := report(t, "b 2022-02-25 attack happened Russia 2022-02-24 -", "Russian forces came from three sides")
	named := []demarche.Act{*report(t, "a 2022-02-07 attack possible Russia>Ukraine - -", "Russia invades Ukraine").Row.Act}
	if c = Life(threat(), []demarche.Entry{entry(told)}, named, day("2022-02-25")); c.Suggested == nil || c.Suggested.Life != demarche.LifeTriggered {
		t.Errorf("an act like the one it hangs on has happened: %+v", c.Suggested)
	}
	told.Row.Act.By = told.Row.Act.Who
	if c = Life(threat(), []demarche.Entry{entry(told)}, named, day("2022-02-25")); c.Suggested != nil {
		t.Errorf("that somebody says so is not enough: %+v", c.Suggested)
	}
	other := report(t, "b 2022-02-25 attack happened UK>USA 2022-02-24 -", "Britain crossed the border")
	if c = Life(threat(), []demarche.Entry{entry(other)}, named, day("2022-02-25")); c.Suggested != nil {
		t.Errorf("others did something like it: %+v", c.Suggested)
	}
	itself := report(t, "a 2022-02-07 agree happened Biden 2022-02-07 -", "Biden agreed to stop certification of the pipeline if Russia invades Ukraine")
	if c = Life(threat(), []demarche.Entry{entry(itself)}, nil, day("2022-02-25")); c.Suggested != nil {
		t.Errorf("the saying itself is no deed: %+v", c.Suggested)
	}
	pledge := said(t, "a 2022-02-07 pledge indirect Scholz", "send 350 soldiers to Lithuania by the end of the month")
	pledge.Row.Statement.Deadline = date("../2022-02-28")
	if c = Life([]demarche.Entry{entry(pledge)}, nil, nil, day("2022-02-28")); c.Life != demarche.LifeMade {
		t.Errorf("on the last day: %s", c.Life)
	}
	if c = Life([]demarche.Entry{entry(pledge)}, nil, nil, day("2022-03-01")); c.Life != demarche.LifeOverdue {
		t.Errorf("the day after: %s", c.Life)
	}
	back := said(t, "b 2022-02-20 state indirect Scholz", "Germany withdraws its pledge of 350 soldiers for Lithuania")
	if c = Life([]demarche.Entry{entry(pledge)}, []demarche.Entry{entry(back)}, nil, day("2022-02-21")); c.Life != demarche.LifeWithdrawn || c.Because == "" {
		t.Errorf("taken back: %s", c.Life)
	}
	rated := fold(t, []demarche.Decision{decision(1, demarche.DecideRate, "kept")}, pledge)
	if c = Life([]demarche.Entry{rated}, nil, nil, day("2022-03-01")); c.Life != demarche.LifeKept || c.Rating == nil {
		t.Errorf("a person's word: %s", c.Life)
	}
	soft := entry(said(t, "b 2022-02-10 propose indirect Biden", "perhaps stop certification of the pipeline"))
	if got := TrendOf(&threat()[0], &soft); got != Softened {
		t.Errorf("trend %s", got)
	}
	if got := TrendOf(&soft, &threat()[0]); got != Hardened {
		t.Errorf("trend %s", got)
	}
}
