package main

import (
	"errors"
	"iter"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/intake"
	"demarche/page"
	"demarche/view"
)

// readFlags are the flags of "demarche read".
type readFlags struct {
	format   string
	key      bool
	noColour bool
	width    int
	workers  int
	limit    float64
	list     bool // of "demarche demo"
	page     page.Options
}

func (a *app) readCmd() *cobra.Command {
	var f readFlags
	c := &cobra.Command{
		Use:   "read FILE…|-",
		Short: "Read articles and print their rows",
		Long: `Read articles and print what is in them: acts, statements, figures and the
tensions between them, each with the words it stands on.

A file may hold plain text, Markdown, HTML, one JSON object, a JSON array or JSON
Lines; which it is, is told from its content. A JSON object has the fields id,
title, date, text, and perhaps url, source, language. For the others --date,
--title, --source and --url say what the file does not.

Each row begins with its marks:
  ` + view.Legend + `

Exit status: 0 read; 1 some input could not be read (each is named on standard
error, the others are still printed); 2 usage.`,
		Example: `  demarche read --date 2022-02-08 article.txt
  demarche read --key news/*.html
  demarche read --format jsonl feed.jsonl > readings.jsonl`,
		Args: someFiles,
		RunE: func(_ *cobra.Command, args []string) error { return a.read(f, args) },
	}
	printFlags(c, &f)
	pageFlags(c, &f)
	return c
}

// printFlags are the flags of every command that prints readings.
func printFlags(c *cobra.Command, f *readFlags) {
	fl := c.Flags()
	fl.StringVar(&f.format, "format", "text", "text, md or jsonl (one reading a line, see demarche schema)")
	fl.BoolVar(&f.key, "key", false, "print only the rows wanted on the first screen")
	fl.BoolVar(&f.noColour, "no-color", false, "print without colour, as when NO_COLOR is set or the output is no terminal")
	fl.IntVar(&f.width, "width", 0, "wrap lines at this many `columns` (default: the terminal's, else 100)")
	fl.IntVar(&f.workers, "workers", 0, "read this many articles at once (default: all cores)")
}

// pageFlags are the flags of every command that takes articles.
func pageFlags(c *cobra.Command, f *readFlags) {
	fl := c.Flags()
	fl.StringVar(&f.page.Date, "date", "", "publication `date`, such as 2022-02-08 or 2022-02")
	fl.StringVar(&f.page.Title, "title", "", "title")
	fl.StringVar(&f.page.Source, "source", "", "outlet")
	fl.StringVar(&f.page.URL, "url", "", "address")
	fl.Float64Var(&f.limit, "limit", float64(page.DefaultLimit>>20), "longest text of one article in `MB`")
}

func someFiles(_ *cobra.Command, args []string) error {
	if len(args) == 0 {
		return errors.New("no file is given\n  name one or more files, or - for standard input")
	}
	return nil
}

// check finds what is wrong with the flags.
func (f *readFlags) check() error {
	switch {
	case f.format != "" && f.format != "text" && f.format != "md" && f.format != "jsonl":
		return usage{errors.New("--format " + f.format + " is not known\n  it is text, md or jsonl")}
	case f.key && f.format == "jsonl":
		return usage{errors.New(`--key goes with text and md` + "\n" + `  a reading in JSON has every row; those that are key say "key": true`)}
	case f.limit < 0:
		return usage{errors.New("--limit must be more than nothing")}
	case f.workers < 0 || f.width < 0:
		return usage{errors.New("--workers and --width must not be negative")}
	}
	f.page.Limit = int(f.limit * (1 << 20))
	return nil
}

func (a *app) read(f readFlags, files []string) error {
	if err := f.check(); err != nil {
		return err
	}
	eng, err := a.engine()
	if err != nil {
		return err
	}
	work := func(in page.Input) ([]byte, error) { return a.printed(eng, f, in) }
	p := a.progress(len(files))
	defer p.end()
	unread := false
	err = intake.Pipeline(a.inputs(files, f.page), f.workers, work, func(out []byte, in intake.Input, err error) error {
		p.at(in.File)
		if err != nil {
			unread = true
			p.complain(a, err)
			return nil
		}
		if in.N > 0 && f.format != "jsonl" {
			out = append([]byte("\n"), out...)
		}
		_, err = a.out.Write(out)
		return err
	})
	switch {
	case err != nil:
		return err
	case unread:
		return errUnread
	}
	return nil
}

// inputs opens the files one after the other and yields their articles.
func (a *app) inputs(files []string, opt page.Options) iter.Seq[intake.Input] {
	return func(yield func(intake.Input) bool) {
		n := 0
		for i, name := range files {
			f, err := a.file(name)
			if err != nil {
				if !yield(intake.Input{Input: page.Input{Err: err}, File: i}) {
					return
				}
				continue
			}
			more := true
			for in := range page.Open(name, f, opt) {
				if more = yield(intake.Input{Input: in, File: i, N: n}); !more {
					break
				}
				if in.Err == nil {
					n++
				}
			}
			_ = f.Close() // only read from
			if !more {
				return
			}
		}
	}
}

// printed reads one article and prints it in the format asked for.
func (a *app) printed(eng engine, f readFlags, in page.Input) ([]byte, error) {
	if in.Err != nil {
		return nil, in.Err
	}
	r := reading(eng, in)
	switch f.format {
	case "jsonl":
		return r.Encode()
	case "md":
		return markdown(r, f.key), nil
	}
	return a.style(f).text(r, f.key), nil
}

// reading reads an input and puts what its page said before what the reader
// says.
func reading(eng engine, in page.Input) *demarche.Reading {
	r := eng.Read(in.Article)
	r.Notes = append(append([]demarche.Note{}, in.Notes...), r.Notes...)
	return r
}

// style is how text looks on this terminal with these flags.
func (a *app) style(f readFlags) style {
	s := style{width: f.width, colour: a.outTerm && !a.noColour && !f.noColour}
	if s.width == 0 {
		s.width = a.width
		if s.width == 0 {
			s.width = 100
		}
		s.width = min(s.width, 120) // longer lines are hard to read
	}
	s.width = max(s.width, 30)
	return s
}
