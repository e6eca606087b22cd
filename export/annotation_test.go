package export_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"demarche"
	"demarche/export"
	"demarche/store"
	"demarche/view"
)

func annotationSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	f, err := os.Open("testdata/annotation.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	doc, err := jsonschema.UnmarshalJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("annotation.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("annotation.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// annotations are what a reader of the format sees.
type annotations struct {
	Total int
	First struct {
		Items []struct {
			ID     string
			Target []struct {
				Source   struct{ ID string }
				State    struct{ Cached string }
				Selector []struct {
					Type, Exact, Prefix, Suffix string
					Start, End                  int
				}
			}
		}
	}
}

func annotate(t *testing.T, r store.Reader, kind demarche.RowKind, q view.Ask) (annotations, []byte) {
	t.Helper()
	ctx := context.Background()
	l, err := view.List(ctx, r, q, kind)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := export.Annotations(&b, l, func(k demarche.ArticleKey) (store.Article, error) { return r.Article(ctx, string(k)) }); err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatalf("%v\n%s", err, b.Bytes())
	}
	if err := annotationSchema(t).Validate(v); err != nil {
		t.Error(err)
	}
	var out annotations
	if err := json.Unmarshal(b.Bytes(), &out); err != nil {
		t.Fatal(err)
	}
	return out, b.Bytes()
}

// Both selectors select the words of the row, also after and within letters that
// are more than one byte, or more than one unit of UTF-16.
func TestAnnotations(t *testing.T) {
	viewing(t, smallDesk(t), func(ctx context.Context, r store.Reader) error {
		texts := map[string]string{} // by the hash that the state names
		for a, err := range r.Articles(ctx, store.ArticleQuery{}) {
			if err != nil {
				return err
			}
			full, err := r.Article(ctx, string(a.Key))
			if err != nil {
				return err
			}
			texts["urn:sha256:"+a.SHA256] = full.Text
		}
		wide, seen := 0, 0
		for _, kind := range []demarche.RowKind{demarche.ActRow, demarche.StatementRow} {
			all, raw := annotate(t, r, kind, ask())
			golden(t, string(kind)+"s.jsonld", raw)
			if all.Total != len(all.First.Items) {
				t.Errorf("it speaks of %d annotations and has %d", all.Total, len(all.First.Items))
			}
			for _, a := range all.First.Items {
				row, err := r.Row(ctx, demarche.RowID(strings.TrimPrefix(a.ID, "urn:demarche:row:")))
				if err != nil {
					return err
				}
				for i, target := range a.Target {
					text, want := texts[target.State.Cached], row.Row.Words[i]
					position, quote := target.Selector[0], target.Selector[1]
					points := []rune(text)
					if got := string(points[position.Start:position.End]); got != want {
						t.Errorf("%s: the position selects %q, not %q", a.ID, got, want)
					}
					if got := strings.Count(text, quote.Prefix+quote.Exact+quote.Suffix); got != 1 || quote.Exact != want {
						t.Errorf("%s: the quotation %q is found %d times", a.ID, quote.Exact, got)
					}
					if before := string(points[:position.Start]); !strings.HasSuffix(before, quote.Prefix) || len(before) != position.Start {
						wide++
					}
					seen++
				}
				if row.URL == "" && a.Target[0].Source.ID != "urn:demarche:article:"+string(row.Row.Article) {
					t.Errorf("an article without an address is %s", a.Target[0].Source.ID)
				}
			}
		}
		if seen < 11 || wide < 4 {
			t.Errorf("%d targets, %d of them after wide letters", seen, wide)
		}
		return nil
	})
}

// Whatever the record knows by now, a note on an article says what this article
// says: one that announced a meeting did not tell that it took place.
func TestAnnotationsSayWhatTheArticleSays(t *testing.T) {
	viewing(t, smallDesk(t), func(ctx context.Context, r store.Reader) error {
		_, raw := annotate(t, r, demarche.ActRow, ask())
		var c struct {
			First struct {
				Items []struct {
					ID   string
					Body []struct{ Value, Purpose string }
				}
			}
		}
		if err := json.Unmarshal(raw, &c); err != nil {
			return err
		}
		want := map[string][]string{
			"urn:demarche:row:e-meet-1": {"❝○ 2022-02-07 Emmanuel Macron", "in the record: ● 2022-02-07 Emmanuel Macron met", "act", "meet", "planned"},
			"urn:demarche:row:e-meet-2": {"● 2022-02-07 Emmanuel Macron met Vladimir Putin · Moscow", "act", "meet", "happened"},
		}
		for _, it := range c.First.Items {
			w, ok := want[it.ID]
			if !ok {
				continue
			}
			delete(want, it.ID)
			if len(it.Body) != len(w) {
				t.Errorf("%s: %v", it.ID, it.Body)
				continue
			}
			for i, b := range it.Body {
				if !strings.HasPrefix(b.Value, w[i]) || (b.Purpose == "commenting") != strings.HasPrefix(w[i], "in the record") {
					t.Errorf("%s: %v, not %v", it.ID, b, w[i])
				}
			}
		}
		if len(want) > 0 {
			t.Errorf("missing: %v", want)
		}
		return nil
	})
}

// A schema that takes everything proves nothing.
func TestTheAnnotationSchemaRefuses(t *testing.T) {
	good, err := os.ReadFile("testdata/acts.jsonld")
	if err != nil {
		t.Fatal(err)
	}
	s := annotationSchema(t)
	for _, c := range [][2]string{{`"type":"TextQuoteSelector","exact"`, `"type":"TextQuoteSelector","words"`}, {`"start":`, `"start":-`}, {`"motivation":"describing"`, `"motivation":"gossiping"`},
		{`"id":"urn:demarche:row:`, `"id":"row `}, {`http://www.w3.org/ns/anno.jsonld`, `http://www.w3.org/`}} {
		bad := strings.Replace(string(good), c[0], c[1], 1)
		if bad == string(good) {
			t.Errorf("%q is not there", c[0])
		}
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(bad))
		if err != nil {
			t.Fatal(err)
		}
		if s.Validate(v) == nil {
			t.Errorf("%q passes", c[1])
		}
	}
}

// What was forgotten is annotated nowhere.
func TestAnnotationsOfALivedRecord(t *testing.T) {
	viewing(t, lived(t, 12, 60), func(_ context.Context, r store.Reader) error {
		q := ask()
		q.Now = q.Now.AddDate(1, 0, 0)
		all, _ := annotate(t, r, demarche.ActRow, q)
		if all.Total == 0 {
			t.Error("there is nothing")
		}
		return nil
	})
}
