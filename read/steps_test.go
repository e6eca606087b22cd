package read

import (
	"reflect"
	"testing"

	"demarche/data"
	"demarche/model"
	"demarche/text"
)

// TestStepsAreLayers holds the stages, run one by one, to what reading does.
func TestStepsAreLayers(t *testing.T) {
	for _, n := range []string{"tag", "parse", "name"} {
		if !model.Have(n) {
			t.Skip("skipped: no weights for " + n)
		}
	}
	r, err := New(Config{Data: data.FS})
	if err != nil {
		t.Fatal(err)
	}
	const src = "KYIV, February 8 (Reuters) -- The envoy of Arland met President Ivan Orlov on Monday. \"We will talk again,\" he said."
	d := &text.Doc{Text: src, Published: "2022-02-08"}
	for _, s := range r.Steps() {
		s.Run(d)
	}
	want := r.Layers(src, "2022-02-08")
	if len(want.Tokens) == 0 || len(want.Sentences) < 2 {
		t.Fatalf("Layers made %d tokens, %d sentences", len(want.Tokens), len(want.Sentences))
	}
	for _, l := range []struct {
		name      string
		got, want any
	}{
		{"tokens", d.Tokens, want.Tokens}, {"sentences", d.Sentences, want.Sentences}, {"paragraphs", d.Paragraphs, want.Paragraphs},
		{"quotes", d.Quotes, want.Quotes}, {"tags", d.Tags, want.Tags}, {"arcs", d.Arcs, want.Arcs}, {"times", d.Times, want.Times},
		{"mentions", d.Mentions, want.Mentions}, {"entities", d.Entities, want.Entities},
	} {
		if !reflect.DeepEqual(l.got, l.want) {
			t.Errorf("%s differ:\n%+v\n%+v", l.name, l.got, l.want)
		}
	}
}
