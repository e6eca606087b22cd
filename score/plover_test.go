package score

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"demarche"
)

// TestEventsEqualPython holds Events equal to score_plv.py.
func TestEventsEqualPython(t *testing.T) {
	dir := filepath.Join(sharedDir(t), "gold", "events")
	gold, err := LoadEvents(os.DirFS(dir), "plv_train.jsonl")
	if err != nil || len(gold) == 0 {
		t.Fatal(err, len(gold))
	}
	var names []string
	for r := range quad {
		names = append(names, r)
	}
	slices.Sort(names)
	root := map[string]string{}
	var b strings.Builder
	for _, e := range gold {
		switch luck(6, e.ID) {
		case 0: // no line for this sentence
			continue
		case 1:
			root[e.ID] = names[luck(len(names), e.ID, "r")]
		case 2:
		default:
			root[e.ID] = e.Root
		}
		line, _ := json.Marshal(map[string]any{"id": e.ID, "root": root[e.ID]})
		fmt.Fprintf(&b, "%s\n", line)
	}
	pred := filepath.Join(t.TempDir(), "pred.jsonl")
	if err := os.WriteFile(pred, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	out := python(t, filepath.Join(dir, "score_plv.py"), filepath.Join(dir, "plv_train.jsonl"), pred)
	s := Events(gold, root)
	for _, want := range []string{
		fmt.Sprintf("n %d  coded %d  acc %.3f  ROOT macroF1 %.3f\n", s.N, s.Coded, s.Accuracy, s.RootF1),
		fmt.Sprintf("QUAD acc %.3f macroF1 %.3f\n", s.QuadAccuracy, s.QuadF1),
		fmt.Sprintf("macroF1 %.3f\n  AC", s.BinaryF1),
		fmt.Sprintf("  %-10s P %.2f R %.2f F1 %.2f n %d\n", "YIELD", s.Roots["YIELD"].P(), s.Roots["YIELD"].R(), s.Roots["YIELD"].F1(), s.Roots["YIELD"].Gold),
	} {
		if !strings.Contains(out, want) {
			t.Errorf("Python does not say %q:\n%s", want, out)
		}
	}
}

func TestRootOf(t *testing.T) {
	e := &EventSentence{Marked: "<s>Arland</s> will send troops to <t>Borland</t>, which Corland condemned."}
	text, source, target := e.marks()
	if source.In(text) != "Arland" || target.In(text) != "Borland" {
		t.Fatalf("source %q, target %q", source.In(text), target.In(text))
	}
	span := func(s string) demarche.Span {
		i := strings.Index(text, s)
		return demarche.Span{Start: i, End: i + len(s)}
	}
	actor := func(id, name string) demarche.Actor {
		return demarche.Actor{ID: demarche.ActorID(id), Name: name, Mentions: []demarche.Mention{{Span: span(name)}}}
	}
	r := &demarche.Reading{Article: demarche.Article{Text: text},
		Actors: []demarche.Actor{actor("a1", "Arland"), actor("a2", "Borland"), actor("a3", "Corland")},
		Acts: []demarche.Act{{Type: demarche.Mobilize, Status: demarche.Planned, Who: []demarche.ActorID{"a1"}, Whom: []demarche.ActorID{"a2"},
			Evidence: []demarche.Span{span("will send troops")}}},
		Statements: []demarche.Statement{{Force: demarche.Criticise, Speakers: []demarche.ActorID{"a3"}, To: []demarche.ActorID{"a1"},
			Content: []demarche.Span{span("Arland will send troops to Borland")}}},
	}
	if got := RootOf(e, r); got != "THREATEN" {
		t.Errorf("root is %q, want THREATEN: a planned act of conflict between the marked pair", got)
	}
	e = &EventSentence{Marked: "<t>Arland</t> will send troops to Borland, which <s>Corland</s> condemned."}
	if got := RootOf(e, r); got != "ACCUSE" {
		t.Errorf("root is %q, want ACCUSE: what the marked source says", got)
	}
	for _, c := range []struct {
		a    demarche.Act
		want string
	}{
		{demarche.Act{Type: demarche.Meet, Status: demarche.Happened}, "CONSULT"},
		{demarche.Act{Type: demarche.Meet, Status: demarche.Planned}, "AGREE"},
		{demarche.Act{Type: demarche.Meet, Status: demarche.Negated}, "REJECT"},
		{demarche.Act{Type: demarche.Attack, Status: demarche.Negated}, "YIELD"},
		{demarche.Act{Type: demarche.Decide, Status: demarche.Planned}, ""},
	} {
		if got := RootOfAct(&c.a); got != c.want {
			t.Errorf("%s %s is %q, want %q", c.a.Type, c.a.Status, got, c.want)
		}
	}
}
