package api_test

import (
	"demarche"
	"demarche/api"
	"demarche/intake"
)

// lesser reads no acts.
type lesser struct{ intake.Reader }

func (l lesser) Read(a demarche.Article) *demarche.Reading {
	r := l.Reader.Read(a)
	r.Acts, r.Tensions = nil, nil
	return r
}

// readsLess puts a reader into a desk that reads less than the record has.
func readsLess(c *api.Config) {
	c.Intake = func() (*intake.Intake, error) {
		in := *parts.intake
		in.Reader = lesser{in.Reader}
		return &in, nil
	}
}
