package api

import (
	"errors"
	"net/http"

	"demarche"
)

// Problem is an error as it is sent: a problem document (RFC 9457) with the
// code of the error and what to do about it.
type Problem struct {
	Type   string        `json:"type" doc:"about:blank: the status says what kind of problem it is"`
	Title  string        `json:"title" doc:"the status in words"`
	Status int           `json:"status"`
	Detail string        `json:"detail,omitempty" doc:"what was read and why it will not do"`
	Code   demarche.Code `json:"code" enum:"not_found,conflict,invalid,unavailable,internal"`
	Where  string        `json:"where,omitempty" doc:"the row, article or field that it is about"`
	Repair string        `json:"repair,omitempty" doc:"what to do about it"`
}

// Error is the detail with its repair.
func (p *Problem) Error() string { return p.Detail }

// GetStatus is the status of the answer.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is that of problem documents.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// statuses of HTTP by the codes of our errors.
var statuses = map[demarche.Code]int{
	demarche.NotFound: http.StatusNotFound, demarche.Conflict: http.StatusConflict, demarche.Invalid: http.StatusUnprocessableEntity,
	demarche.Unavailable: http.StatusServiceUnavailable, demarche.Internal: http.StatusInternalServerError,
}

// problem turns an error into what is sent. Of an error without a code nothing
// is told but that there was one: it may name files.
func problem(err error) error {
	if err == nil {
		return nil
	}
	if p, ok := errors.AsType[*Problem](err); ok {
		return p
	}
	code := demarche.CodeOf(err)
	p := &Problem{Type: "about:blank", Status: statuses[code], Code: code}
	p.Title = http.StatusText(p.Status)
	if e, ok := errors.AsType[*demarche.Error](err); ok {
		p.Detail, p.Where, p.Repair = e.What, e.Where, e.Repair
	} else {
		p.Detail = "something went wrong here that should not have"
	}
	return p
}
