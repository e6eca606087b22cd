package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/rule"
	"demarche/text"
)

// ruleCmd is "demarche rule": try, test, list and fmt.
func (a *app) ruleCmd() *cobra.Command {
	c := &cobra.Command{
		Use:   "rule",
		Short: "Try, test, list and format the rules of reading",
		Long: "Rules are the files under data/en/rules. Each says which words stand for an act, who takes part,\n" +
			"and carries sentences it takes and sentences it leaves.",
	}
	c.AddCommand(a.ruleTryCmd(), a.ruleTestCmd(), a.ruleListCmd(), a.ruleFmtCmd())
	return c
}

// rules loads the rules by themselves.
func (a *app) rules() (*rule.Set, error) {
	d, err := a.data()
	if err != nil {
		return nil, err
	}
	return rule.Load(d, nil)
}

func (a *app) ruleTryCmd() *cobra.Command {
	var date string
	var all bool
	c := &cobra.Command{
		Use:     "try SENTENCE",
		Short:   "Show the tree of a sentence, the rules that fire and the nearest misses",
		Example: `  demarche rule try "Talks between Armenia and Azerbaijan will resume on Sunday." --date 2023-02-20`,
		Args:    cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			set, err := a.rules()
			if err != nil {
				return err
			}
			e, err := a.engine()
			if err != nil {
				return err
			}
			d := e.Layers(strings.Join(args, " "), date)
			printTree(a.out, d)
			matches, tries := set.Trace(d, -1)
			for _, m := range matches {
				printMatch(a.out, d, m)
			}
			if len(matches) == 0 {
				_, _ = fmt.Fprintln(a.out, "\nno rule fires")
			}
			printMisses(a.out, d, tries, all)
			return nil
		},
	}
	c.Flags().StringVar(&date, "date", "", "publication `date`, YYYY-MM-DD")
	c.Flags().BoolVar(&all, "all", false, "every miss, not only the nearest of each word")
	return c
}

// printTree writes a word a line: number, word, part of speech, relation, head
// and what it refers to.
func printTree(w io.Writer, d *text.Doc) {
	for i := range d.Tokens {
		head := "root"
		if h := d.Head(i); h >= 0 {
			head = d.Form(h)
		}
		refers := ""
		if m := d.MentionAt(i); m >= 0 {
			var names []string
			for _, e := range d.Mentions[m].Refs {
				names = append(names, d.Entities[e].Name)
			}
			refers = strings.Join(names, " + ")
			if d.Mentions[m].Place {
				refers = "place " + refers
			}
			if refers == "" {
				refers = "?"
			}
		}
		line := fmt.Sprintf("%3d  %-16s %-6s %-12s %-14s %s", i, d.Form(i), d.UPOS(i), d.Rel(i), head, refers)
		_, _ = fmt.Fprintln(w, strings.TrimRight(line, " "))
	}
}

func printMatch(w io.Writer, d *text.Doc, m rule.Match) {
	_, _ = fmt.Fprintf(w, "\n%s  %s  on “%s”  (%s:%d)\n", m.Rule.Name, emits(m.Rule), forms(d, m.Trigger), m.Rule.File, m.Rule.Line)
	for _, r := range m.Rule.Roles {
		if toks := m.Role(r.Name); len(toks) > 0 {
			_, _ = fmt.Fprintf(w, "  %-8s %s\n", r.Name, forms(d, toks))
		}
	}
}

// printMisses writes, for each word that heads a rule but fired none, the rule
// that came nearest and the condition that failed.
func printMisses(w io.Writer, d *text.Doc, tries []rule.Attempt, all bool) {
	seen := map[int]bool{}
	for _, a := range tries {
		if a.Fired {
			seen[a.Head] = true
		}
	}
	for _, a := range tries {
		if a.Fired || a.Phrase == "*" && !all || seen[a.Head] && !all {
			continue
		}
		seen[a.Head] = true
		found := "; nothing stands there"
		if a.Found != "" {
			found = "; there stands " + a.Found
		} else if strings.HasPrefix(a.Failed, "another") {
			found = ""
		}
		_, _ = fmt.Fprintf(w, "\nnot %s on “%s”: %s%s  (%s:%d)\n", a.Rule.Name, d.Form(a.Head), a.Failed, found, a.Rule.File, a.Rule.Line)
	}
}

func forms(d *text.Doc, toks []int) string {
	out := make([]string, len(toks))
	for i, t := range toks {
		out[i] = d.Form(t)
	}
	return strings.Join(out, " ")
}

func emits(r *rule.Rule) string {
	switch r.Emit.Kind {
	case rule.EmitStatement:
		return "statement " + string(r.Emit.Force)
	case rule.EmitForce:
		return "force " + string(r.Emit.Force)
	}
	return "act " + string(r.Emit.Act)
}

func (a *app) ruleTestCmd() *cobra.Command {
	var quiet bool
	c := &cobra.Command{
		Use:   "test [NAME…]",
		Short: "Read every example of the rules (or of those whose name begins so) and say which fail",
		RunE: func(_ *cobra.Command, args []string) error {
			set, err := a.rules()
			if err != nil {
				return err
			}
			e, err := a.engine()
			if err != nil {
				return err
			}
			run := func(sentence, published string) (*rule.Checked, error) {
				return rule.Rows(e.Read(demarche.Article{ID: "example", Text: sentence, Published: demarche.Maybe(published)})), nil
			}
			results, err := set.Check(run, args...)
			if err != nil {
				return err
			}
			out := a.out
			var yes, no, badYes, badNo int
			for _, r := range results {
				word := "no "
				if r.Example.Yes {
					word = "yes"
					yes++
				} else {
					no++
				}
				if r.Fault == "" {
					continue
				}
				if r.Example.Yes {
					badYes++
				} else {
					badNo++
				}
				if !quiet {
					_, _ = fmt.Fprintf(out, "%s:%d: %s\n    %s  %s\n    %s\n", r.Rule.File, r.Example.Line, r.Rule.Name, word, r.Example.Sentence, r.Fault)
				}
			}
			_, _ = fmt.Fprintf(out, "%d rules; yes sentences %d of %d, no sentences %d of %d\n", rulesIn(results), yes-badYes, yes, no-badNo, no)
			if badYes+badNo > 0 {
				return demarche.Errorf(demarche.Invalid, "", "%d examples fail", badYes+badNo)
			}
			return nil
		},
	}
	c.Flags().BoolVarP(&quiet, "quiet", "q", false, "only the count")
	return c
}

func rulesIn(rs []rule.Result) int {
	seen := map[*rule.Rule]bool{}
	for _, r := range rs {
		seen[r.Rule] = true
	}
	return len(seen)
}

func (a *app) ruleListCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List the rules: name, what each emits, where it stands",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			set, err := a.rules()
			if err != nil {
				return err
			}
			for _, r := range set.Rules {
				_, _ = fmt.Fprintf(a.out, "%-28s %-22s %s:%d\n", r.Name, emits(r), r.File, r.Line)
			}
			return nil
		},
	}
}

func (a *app) ruleFmtCmd() *cobra.Command {
	var write, check bool
	c := &cobra.Command{
		Use:   "fmt [FILE…]",
		Short: "Lay rule files out; standard input to standard output when no file is named",
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				src, err := io.ReadAll(a.in)
				if err != nil {
					return err
				}
				out, err := rule.Format("standard input", string(src))
				if err != nil {
					return err
				}
				_, err = io.WriteString(a.out, out)
				return err
			}
			var odd []string
			for _, name := range args {
				src, err := os.ReadFile(name)
				if err != nil {
					return &demarche.Error{Code: demarche.NotFound, Where: name, What: "cannot read the rule file", Err: err}
				}
				out, err := rule.Format(name, string(src))
				switch {
				case err != nil:
					return err
				case bytes.Equal(src, []byte(out)):
				case check:
					odd = append(odd, name)
				case write:
					if err := os.WriteFile(name, []byte(out), 0o644); err != nil {
						return &demarche.Error{Code: demarche.Unavailable, Where: name, What: "cannot write the rule file", Err: err}
					}
				}
				if !write && !check {
					_, _ = fmt.Fprint(a.out, out)
				}
			}
			if len(odd) > 0 {
				slices.Sort(odd)
				return demarche.Errorf(demarche.Invalid, "", "not formatted: %s", strings.Join(odd, ", "))
			}
			return nil
		},
	}
	c.Flags().BoolVarP(&write, "write", "w", false, "write the files in place")
	c.Flags().BoolVar(&check, "check", false, "change nothing; fail when a file is not laid out so")
	return c
}
