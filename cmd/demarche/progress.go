package main

import (
	"io"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// progress is a bar on standard error for many files. It stays silent when
// standard error is no terminal, and when the rows themselves run over the
// screen and show how far things are.
type progress struct {
	bars  *mpb.Progress
	bar   *mpb.Bar
	total int64
}

func (a *app) progress(files int) *progress {
	if files < 2 || !a.errTerm || a.outTerm {
		return &progress{}
	}
	p := mpb.New(mpb.WithOutput(a.err), mpb.WithWidth(60), mpb.WithAutoRefresh())
	bar := p.AddBar(int64(files),
		mpb.PrependDecorators(decor.Name("reading "), decor.CountersNoUnit("%d/%d")),
		mpb.AppendDecorators(decor.OnComplete(decor.AverageETA(decor.ET_STYLE_GO), "done")))
	return &progress{p, bar, int64(files)}
}

// at says that file number i, from zero, is being printed.
func (p *progress) at(i int) {
	if p.bar != nil {
		p.bar.SetCurrent(int64(i))
	}
}

// Write puts words above the bar.
func (p *progress) Write(b []byte) (int, error) { return p.bars.Write(b) }

// complain writes an error where it does not tear the bar.
func (p *progress) complain(a *app, err error) {
	if p.bars == nil {
		a.complain(err)
		return
	}
	above := *a
	above.err = io.Writer(p)
	above.complain(err)
}

// end completes the bar. A bar with a total waits for it for ever.
func (p *progress) end() {
	if p.bar != nil {
		p.bar.SetCurrent(p.total)
		p.bars.Wait()
	}
}
