package demarche

import (
	"errors"
	"fmt"
)

// Code is the kind of an error; faces turn it into exit codes and statuses.
type Code string

// The kinds of error.
const (
	NotFound    Code = "not_found"
	Conflict    Code = "conflict"
	Invalid     Code = "invalid"
	Unavailable Code = "unavailable"
	Forbidden   Code = "forbidden"
	Internal    Code = "internal"
)

// Error is an error a person can act on: what went wrong, where, and the repair.
type Error struct {
	Code   Code
	Where  string // a file, or file:line; may be empty
	What   string // what was read and why it will not do
	Repair string // what to do about it; may be empty
	Err    error  // the cause, may be nil
}

// Error formats as "where: what: cause\n  repair".
func (e *Error) Error() string {
	s := e.What
	if e.Where != "" {
		s = e.Where + ": " + s
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	if e.Repair != "" {
		s += "\n  " + e.Repair
	}
	return s
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an Error of the given code.
func Errorf(code Code, where, format string, args ...any) *Error {
	return &Error{Code: code, Where: where, What: fmt.Sprintf(format, args...)}
}

// CodeOf returns the code of the first Error in err's chain, else Internal.
func CodeOf(err error) Code {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return Internal
}
