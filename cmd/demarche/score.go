package main

import (
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"demarche/read"
	"demarche/score"
	"demarche/text"
)

// scoreOptions are the flags of demarche score.
type scoreOptions struct {
	shared string
	md     string
	date   string
	parts  []string
	errors int
}

// scoreCmd prints the score sheet over the development gold that stands beside
// the project.
func (a *app) scoreCmd() *cobra.Command {
	var o scoreOptions
	c := &cobra.Command{
		Use:   "score",
		Short: "Measure the reader on the development gold beside the project",
		Long: `Score reads the development gold and corpora of a folder beside the project and
prints one table: ledgers, red cards, merging, attribution, events, trees, names, dates
and speed. Without that folder it says so and succeeds.`,
		Example: "  demarche score\n  demarche score --part ledger,cards --errors 20\n  demarche score --md SCORES.md --date 2026-11-24",
		Args:    cobra.NoArgs,
		RunE:    func(*cobra.Command, []string) error { return a.score(o) },
	}
	f := c.Flags()
	shared := os.Getenv("DEMARCHE_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "shared")
	}
	f.StringVar(&o.shared, "shared", shared, "folder that holds gold/ and corpora/ (environment: DEMARCHE_SHARED)")
	f.StringVar(&o.md, "md", "", "also write the table as Markdown to this file")
	f.StringVar(&o.date, "date", "", "date to write above the Markdown table")
	f.StringSliceVar(&o.parts, "part", nil, "only these parts: "+strings.Join(score.Parts, ", "))
	f.IntVar(&o.errors, "errors", 0, "also print so many differences of each kind between ledger and gold")
	return c
}

func (a *app) score(o scoreOptions) error {
	for _, p := range o.parts {
		if !slices.Contains(score.Parts, p) {
			return usage{fmt.Errorf("--part %s is not known\n  it is one or more of %s", p, strings.Join(score.Parts, ", "))}
		}
	}
	if !isDir(filepath.Join(o.shared, "gold")) && !isDir(filepath.Join(o.shared, "corpora")) {
		_, err := fmt.Fprintf(a.out, "skipped: %s not here\n", filepath.ToSlash(o.shared))
		return err
	}
	r, err := a.engine()
	if err != nil {
		return err
	}
	e := scoreEngine(r)
	start := time.Now()
	e.Sources = os.DirFS(".")
	e.Now = func() float64 { return time.Since(start).Seconds() }
	misses := map[string][]score.Miss{}
	opt := score.Options{Parts: o.parts}
	if o.errors > 0 {
		opt.Misses = func(m score.Miss) { misses[m.Kind] = append(misses[m.Kind], m) }
	}
	sheet, err := score.Run(os.DirFS(o.shared), e, opt)
	if err != nil {
		return err
	}
	if err := sheet.Text(a.out); err != nil {
		return err
	}
	if err := writeMisses(a.out, misses, o.errors); err != nil || o.md == "" {
		return err
	}
	sheet.Command, sheet.Date = "demarche score", o.date
	var b strings.Builder
	if err := sheet.Markdown(&b); err != nil {
		return err
	}
	return os.WriteFile(o.md, []byte(b.String()), 0o644)
}

// scoreEngine takes a reader apart into what is measured by itself. One that
// cannot be taken apart is measured whole.
func scoreEngine(r engine) score.Engine {
	e := score.Engine{Read: r.Read}
	parts, ok := r.(interface{ Steps() []read.Step })
	if !ok {
		return e
	}
	step := map[string]func(*text.Doc){}
	for _, s := range parts.Steps() {
		step[s.Name] = s.Run
		e.Stages = append(e.Stages, score.Stage{Name: s.Name, Run: s.Run})
	}
	e.Split = func(src string) *text.Doc {
		d := &text.Doc{Text: src}
		step["segment"](d)
		return d
	}
	e.Tag = func(d *text.Doc) []text.Tag { step["tag"](d); return d.Tags }
	e.Parse = func(d *text.Doc) []text.Arc { step["parse"](d); return d.Arcs }
	e.Names = func(d *text.Doc) []text.Mention { step["name"](d); return d.Mentions }
	e.Times = func(d *text.Doc) []text.Time { step["when"](d); return d.Times }
	return e
}

// writeMisses prints up to n differences of each kind, in order of kinds.
func writeMisses(out io.Writer, misses map[string][]score.Miss, n int) error {
	var b strings.Builder
	for _, k := range slices.Sorted(maps.Keys(misses)) {
		_, _ = fmt.Fprintf(&b, "\n== %s: %d\n", k, len(misses[k]))
		for _, m := range misses[k][:min(n, len(misses[k]))] {
			_, _ = fmt.Fprintf(&b, "  %s  %s\n", m.Article, m.What)
		}
	}
	_, err := io.WriteString(out, b.String())
	return err
}

func isDir(name string) bool {
	i, err := os.Stat(name)
	return err == nil && i.IsDir()
}
