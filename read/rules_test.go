package read_test

import (
	"testing"

	"demarche"
	"demarche/data"
	"demarche/model"
	"demarche/read"
	"demarche/rule"
)

// Every type of act and every force of the contract has a rule that emits it;
// what a rule emits has sentences of its own (rule.Load sees to it).
func TestEveryKindHasARule(t *testing.T) {
	set, err := rule.Load(data.FS, nil)
	if err != nil {
		t.Fatal(err)
	}
	acts, forces := map[demarche.ActType]bool{}, map[demarche.Force]bool{}
	for _, r := range set.Rules {
		if r.Emit.Kind == rule.EmitAct {
			acts[r.Emit.Act] = true
		} else {
			forces[r.Emit.Force] = true
		}
	}
	for _, a := range demarche.ActTypes {
		if !acts[a] {
			t.Errorf("no rule emits act %s", a)
		}
	}
	for _, f := range demarche.Forces {
		if !forces[f] {
			t.Errorf("no rule emits force %s", f)
		}
	}
}

// Every rule travels with sentences it takes and sentences it leaves; here they
// go through the whole reader, as `demarche rule test` reads them.
func TestRuleExamples(t *testing.T) {
	if !model.Have("parse") {
		t.Skip("skipped: no weights; make them with: make train")
	}
	r, err := read.New(read.Config{Data: data.FS})
	if err != nil {
		t.Fatal(err)
	}
	set, err := rule.Load(data.FS, nil)
	if err != nil {
		t.Fatal(err)
	}
	results, err := set.Check(func(sentence, published string) (*rule.Checked, error) {
		return rule.Rows(r.Read(demarche.Article{ID: "example", Text: sentence, Published: demarche.Maybe(published)})), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(results) < 300 {
		t.Fatalf("%d examples: the rules have moved away from the test", len(results))
	}
	for _, x := range results {
		if x.Fault != "" {
			t.Errorf("%s:%d: %s: %s\n\t%s", x.Rule.File, x.Example.Line, x.Rule.Name, x.Example.Sentence, x.Fault)
		}
	}
}
