package api

import (
	"bytes"
	"context"
	_ "embed"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"demarche"
	"demarche/account"
)

//go:embed reference.html
var referencePage string

//go:embed reference.css
var referenceStyle []byte

// referencePolicy lets the reference load its style and nothing else.
const referencePolicy = "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

// reference registers a page about the API, made from its document. It needs no
// network and no script.
func (s *server) reference() {
	type page struct {
		Type   string `header:"Content-Type"`
		Policy string `header:"Content-Security-Policy"`
		Body   []byte
	}
	serve := func(id, path, doc, kind string, body func() ([]byte, error)) {
		register(s, huma.Operation{OperationID: id, Method: http.MethodGet, Path: path, Summary: doc, Tags: []string{"reference"}, Hidden: id != "reference",
			Responses: map[string]*huma.Response{"200": {Description: "the page", Content: map[string]*huma.MediaType{kind: {}}}}}, open,
			func(context.Context, *struct{}) (*page, error) {
				b, err := body()
				return &page{kind + "; charset=utf-8", referencePolicy, b}, err
			})
	}
	t := template.Must(template.New("reference").Parse(referencePage))
	serve("reference", "/reference", "This page", "text/html", func() ([]byte, error) {
		var b bytes.Buffer
		err := t.Execute(&b, describeAPI(s.api.OpenAPI(), s.needs))
		return b.Bytes(), err
	})
	serve("reference-style", "/reference.css", "Its style", "text/css", func() ([]byte, error) { return referenceStyle, nil })
}

// described is the document as the page shows it.
type described struct {
	Root, Version, About string
	Groups               []group
	Schemas              []schema
}

type group struct {
	Name string
	Ops  []operation
}

type operation struct {
	ID, Method, Path, Summary, Role string
	About                           []string
	Params                          []field
	Takes, Gives                    []media
}

type field struct {
	Name, In, Type, Doc string
	Required            bool
}

type media struct{ Kind, Schema, Status string }

type schema struct {
	Name   string
	Type   string
	Fields []field
}

// describeAPI gathers the document, in a fixed order.
func describeAPI(doc *huma.OpenAPI, needs map[string]account.Role) described {
	out := described{Root: Root, Version: demarche.Version, About: doc.Info.Description}
	order := []string{"questions", "record", "decisions", "articles", "exports", "session", "reference"}
	groups := map[string]*group{}
	for path, item := range doc.Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Delete} {
			if op == nil || op.Hidden {
				continue
			}
			o := operation{ID: op.OperationID, Method: op.Method, Path: path, Summary: op.Summary, Role: string(needs[op.Method+" "+path])}
			for line := range strings.SplitSeq(op.Description, "\n") {
				if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "Where there are users") {
					o.About = append(o.About, line)
				}
			}
			for _, p := range op.Parameters {
				o.Params = append(o.Params, field{Name: p.Name, In: p.In, Type: typeOf(p.Schema), Doc: p.Description, Required: p.Required})
			}
			if op.RequestBody != nil {
				o.Takes = mediaOf(op.RequestBody.Content, "")
			}
			for status, r := range op.Responses {
				if status != "default" {
					o.Gives = append(o.Gives, mediaOf(r.Content, status)...)
				}
			}
			slices.SortFunc(o.Gives, func(a, b media) int { return strings.Compare(a.Status+a.Kind, b.Status+b.Kind) })
			tag := op.Tags[0]
			if groups[tag] == nil {
				groups[tag] = &group{Name: tag}
			}
			groups[tag].Ops = append(groups[tag].Ops, o)
		}
	}
	for _, name := range order {
		if g := groups[name]; g != nil {
			slices.SortFunc(g.Ops, func(a, b operation) int { return strings.Compare(a.Path+a.Method, b.Path+b.Method) })
			out.Groups = append(out.Groups, *g)
		}
	}
	for name, sc := range doc.Components.Schemas.Map() {
		x := schema{Name: name, Type: typeOf(sc)}
		for prop, p := range sc.Properties {
			x.Fields = append(x.Fields, field{Name: prop, Type: typeOf(p), Doc: p.Description, Required: slices.Contains(sc.Required, prop)})
		}
		slices.SortFunc(x.Fields, func(a, b field) int { return strings.Compare(a.Name, b.Name) })
		out.Schemas = append(out.Schemas, x)
	}
	slices.SortFunc(out.Schemas, func(a, b schema) int { return strings.Compare(a.Name, b.Name) })
	return out
}

func mediaOf(content map[string]*huma.MediaType, status string) []media {
	var out []media
	for kind, m := range content {
		x := media{Kind: kind, Status: status}
		if m != nil && m.Schema != nil {
			x.Schema = refOf(m.Schema)
		}
		out = append(out, x)
	}
	slices.SortFunc(out, func(a, b media) int { return strings.Compare(a.Kind, b.Kind) })
	return out
}

// refOf is the name of a schema that stands elsewhere.
func refOf(s *huma.Schema) string { return s.Ref[strings.LastIndexByte(s.Ref, '/')+1:] }

// typeOf says a schema in a word or two.
func typeOf(s *huma.Schema) string {
	switch {
	case s == nil:
		return "anything"
	case s.Ref != "":
		return refOf(s)
	case len(s.Enum) > 0:
		all := make([]string, len(s.Enum))
		for i, v := range s.Enum {
			all[i], _ = v.(string)
		}
		return strings.Join(all, " | ")
	case s.Type == huma.TypeArray:
		return "list of " + typeOf(s.Items)
	case s.Type == "":
		return "anything"
	case s.Format != "" && s.Type != huma.TypeInteger && s.Type != huma.TypeNumber:
		return s.Type + " (" + s.Format + ")"
	}
	return s.Type
}
