package view

import (
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"demarche"
)

// Params is a question as people and programs write it: the flags of the
// command line and the query of an address are these fields, under the names
// of the tags. Empty fields are not asked for.
type Params struct {
	Actor      []string `query:"actor,explode" json:"actor,omitempty" doc:"only rows with this name; may be given again for others"`
	Pair       string   `query:"pair" json:"pair,omitempty" doc:"only rows with both names: Macron,Putin"`
	Type       []string `query:"type" json:"type,omitempty" doc:"only these types of act or forces of statement: meet,threaten"`
	Status     []string `query:"status" json:"status,omitempty" doc:"only acts of these statuses: planned,happened"`
	Source     string   `query:"source" json:"source,omitempty" doc:"only what this outlet reports"`
	Issue      string   `query:"issue" json:"issue,omitempty" doc:"only rows on this issue of the list: sanctions"`
	Words      string   `query:"words" json:"words,omitempty" doc:"only rows whose words have these words"`
	Key        bool     `query:"key" json:"key,omitempty" doc:"only the rows wanted on the first screen"`
	AsKnown    string   `query:"as_known" json:"as_known,omitempty" doc:"answer from what the record held at this time: 2022-02-08 or 2022-02-08T18:00 (UTC)"`
	AsReported string   `query:"as_reported" json:"as_reported,omitempty" doc:"answer from what was published by this date"`
	Since      string   `query:"since" json:"since,omitempty" doc:"from this date on: 2022-02-07, 2022-02, yesterday"`
	Until      string   `query:"until" json:"until,omitempty" doc:"up to and with this date"`
	On         string   `query:"on" json:"on,omitempty" doc:"take this date for today (otherwise that of as_known, else the present)"`
	By         string   `query:"by" json:"by,omitempty" enum:"actor,issue" doc:"lanes of the timeline"`
	Limit      int      `query:"limit" json:"limit,omitempty" minimum:"0" maximum:"1048576" doc:"at most this many rows in a list"`
	After      string   `query:"after" json:"after,omitempty" doc:"the next page: what follows this row"`
}

// Ask turns what was written into what a question takes. named says how a
// field is called where it was written ("as_known" is --as-known on the command
// line); an error names the field so, and has code invalid.
func (p *Params) Ask(now time.Time, named func(field string) string) (Ask, error) {
	r := paramReader{now: now, named: named}
	q := Ask{Now: now, Actors: p.Actor, Source: p.Source, Issue: p.Issue, Words: p.Words, Key: p.Key, By: p.By, Limit: p.Limit, After: p.After}
	q.Pair = r.pair(p.Pair)
	r.kinds(&q, p)
	q.Since, q.Until = r.first("since", p.Since), r.last("until", p.Until)
	q.On, q.AsReported = r.first("on", p.On), r.last("as_reported", p.AsReported)
	q.AsKnown = r.moment(p.AsKnown)
	switch {
	case p.Limit < 0:
		r.wrong("limit", "must not be negative", "")
	case p.AsKnown != "" && p.AsReported != "":
		r.wrong("as_known", "and "+named("as_reported")+" exclude one another", "the first goes by the time of recording, the second by the day of publication")
	case q.Since != 0 && q.Until != 0 && q.Since > q.Until:
		r.wrong("since", "lies after "+named("until"), "")
	case p.By != "" && p.By != "actor" && p.By != "issue":
		r.wrong("by", p.By+" is not known", "it is actor or issue")
	}
	return q, r.err
}

// paramReader reads fields and keeps the first error.
type paramReader struct {
	now   time.Time
	named func(string) string
	err   error
}

func (r *paramReader) wrong(field, what, repair string) {
	if r.err == nil {
		r.err = &demarche.Error{Code: demarche.Invalid, What: r.named(field) + " " + what, Repair: repair}
	}
}

func (r *paramReader) pair(s string) [2]string {
	if s == "" {
		return [2]string{}
	}
	one, two, ok := strings.Cut(s, ",")
	one, two = strings.TrimSpace(one), strings.TrimSpace(two)
	if !ok || one == "" || two == "" {
		r.wrong("pair", "takes two names", "for example: "+r.named("pair")+" \"Macron,Putin\"")
	}
	return [2]string{one, two}
}

// kinds sorts what the fields type and status name.
func (r *paramReader) kinds(q *Ask, p *Params) {
	for _, t := range p.Type {
		act, force := demarche.ActType(t), demarche.Force(t)
		some := false
		if slices.Contains(demarche.ActTypes, act) {
			q.Types, some = append(q.Types, act), true
		}
		if slices.Contains(demarche.Forces, force) {
			q.Forces, some = append(q.Forces, force), true
		}
		if !some {
			r.wrong("type", t+" is not known", fmt.Sprintf("acts: %s\n  statements: %s", named(demarche.ActTypes), named(demarche.Forces)))
		}
	}
	for _, s := range p.Status {
		if !slices.Contains(demarche.Statuses, demarche.Status(s)) {
			r.wrong("status", s+" is not known", "it is one of: "+named(demarche.Statuses))
		}
		q.Statuses = append(q.Statuses, demarche.Status(s))
	}
}

func named[T ~string](all []T) string {
	out := make([]string, len(all))
	for i, w := range all {
		out[i] = string(w)
	}
	return strings.Join(out, ", ")
}

func (r *paramReader) first(field, value string) demarche.Day { return r.days(field, value).From }
func (r *paramReader) last(field, value string) demarche.Day  { return r.days(field, value).To }

// days reads a date: a day, a month, a year, today or yesterday.
func (r *paramReader) days(field, value string) demarche.Interval {
	i, ok := readDays(value, r.now)
	if !ok {
		r.wrong(field, value+" is no date", "write 2022-02-08, 2022-02, today or yesterday")
	}
	return i
}

func readDays(value string, now time.Time) (demarche.Interval, bool) {
	today := demarche.DayOf(now)
	switch value {
	case "":
		return demarche.Interval{}, true
	case "today":
		return demarche.Interval{From: today, To: today}, true
	case "yesterday":
		return demarche.Interval{From: today - 1, To: today - 1}, true
	}
	i, ok := demarche.ParseEDTF(value)
	return i, ok && i.From != demarche.Beginning && i.To != demarche.End && !strings.Contains(value, "/")
}

// moment reads as_known: the end of a day, or a minute, in UTC.
func (r *paramReader) moment(value string) time.Time {
	if value == "" {
		return time.Time{}
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04"} {
		if t, err := time.Parse(layout, value); err == nil {
			return t.UTC()
		}
	}
	i, ok := readDays(value, r.now)
	if !ok {
		r.wrong("as_known", value+" is no time", "write 2022-02-08 for the end of that day, or 2022-02-08T18:00")
	}
	return endOf(i.To)
}

// endOf is the last second of a day.
func endOf(d demarche.Day) time.Time { return (d + 1).Time().Add(-time.Second) }

// Query is the question as the query of an address.
func (p *Params) Query() url.Values {
	out := url.Values{}
	v := reflect.ValueOf(p).Elem()
	for i := range v.NumField() {
		name, how, _ := strings.Cut(v.Type().Field(i).Tag.Get("query"), ",")
		switch x := v.Field(i).Interface().(type) {
		case []string:
			if how == "explode" {
				out[name] = x
			} else if len(x) > 0 {
				out.Set(name, strings.Join(x, ","))
			}
		case string:
			if x != "" {
				out.Set(name, x)
			}
		case bool:
			if x {
				out.Set(name, "true")
			}
		case int:
			if x != 0 {
				out.Set(name, strconv.Itoa(x))
			}
		}
	}
	return out
}
