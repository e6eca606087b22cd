package export_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	ical "github.com/emersion/go-ical"

	"demarche"
	"demarche/export"
	"demarche/store"
	"demarche/view"
)

// calendar writes a listing and reads it with a library that did not write it.
func calendar(t *testing.T, r store.Reader, l *view.Listing) (*ical.Calendar, []byte) {
	t.Helper()
	revisions, err := view.Revisions(context.Background(), r, l.Known)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := export.ICal(&b, l, revisions); err != nil {
		t.Fatal(err)
	}
	cal, err := ical.NewDecoder(bytes.NewReader(b.Bytes())).Decode()
	if err != nil {
		t.Fatalf("%v\n%s", err, b.Bytes())
	}
	// Its encoder refuses what RFC 5545 does not allow.
	if err := ical.NewEncoder(&bytes.Buffer{}).Encode(cal); err != nil {
		t.Error(err)
	}
	for i, line := range strings.Split(strings.TrimSuffix(b.String(), "\r\n"), "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n") {
			t.Errorf("line %d has %d bytes: %q", i+1, len(line), line)
		}
	}
	return cal, b.Bytes()
}

func prop(t *testing.T, c *ical.Component, name string) string {
	t.Helper()
	p := c.Props.Get(name)
	if p == nil {
		return ""
	}
	if p.ValueType() != ical.ValueText {
		return p.Value
	}
	s, err := p.Text()
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	return s
}

// What a calendar shows of each status and each shape of date.
func TestICal(t *testing.T) {
	viewing(t, smallDesk(t), func(ctx context.Context, r store.Reader) error {
		l, err := view.Dated(ctx, r, ask())
		if err != nil {
			return err
		}
		cal, raw := calendar(t, r, l)
		golden(t, "dates.ics", raw)
		got := map[string]*ical.Component{}
		for _, c := range cal.Children {
			got[strings.TrimSuffix(prop(t, c, "UID"), export.Host)] = c
		}
		if len(got) != len(cal.Children) || len(got) != l.Count {
			t.Fatalf("%d components, %d ids, %d rows", len(cal.Children), len(got), l.Count)
		}
		for id, want := range map[string]struct{ kind, start, end, due, status, sequence, summary string }{
			"e-meet-1":   {"VEVENT", "20220207", "20220208", "", "CONFIRMED", "2", "Emmanuel Macron met Vladimir Putin · Moscow (happened)"},
			"e-scholz-1": {"VEVENT", "20220214", "20220216", "", "CANCELLED", "2", "Olaf Scholz will not visit Moscow (negated)"},
			"e-summit":   {"VEVENT", "20220215", "20220216", "", "TENTATIVE", "1", "Joe Biden may meet Vladimir Putin (possible, no exact day: 2022-02-15~)"},
			"e-claim":    {"VEVENT", "20220206", "20220207", "", "TENTATIVE", "1", "Joe Biden spoke by telephone with Vladimir Putin (happened, per Vladimir Putin)"},
			"e-drill":    {"VTODO", "", "", "20220220", "NEEDS-ACTION", "1", "Russia is to mobilise forces (planned, per unnamed aides, \"unnamed\"; =1+1)"},
			"e-move":     {"VTODO", "20220208", "", "", "IN-PROCESS", "1", "Joe Biden is mobilising forces · Poland (ongoing)"},
			"s-aid":      {"VTODO", "", "", "20220228", "NEEDS-ACTION", "1", "deadline: Joe Biden pledges, deadline by 2022-02-28: aid by the end of February"},
		} {
			c := got[id]
			if c == nil {
				t.Errorf("%s is missing", id)
				continue
			}
			for name, pair := range map[string][2]string{"kind": {c.Name, want.kind}, "DTSTART": {prop(t, c, "DTSTART"), want.start}, "DTEND": {prop(t, c, "DTEND"), want.end}, "DUE": {prop(t, c, "DUE"), want.due},
				"STATUS": {prop(t, c, "STATUS"), want.status}, "SEQUENCE": {prop(t, c, "SEQUENCE"), want.sequence}, "SUMMARY": {prop(t, c, "SUMMARY"), want.summary}} {
				if pair[0] != pair[1] {
					t.Errorf("%s %s: %q, not %q", id, name, pair[0], pair[1])
				}
			}
			for _, name := range []string{"DTSTART", "DTEND", "DUE"} {
				if p := c.Props.Get(name); p != nil && p.ValueType() != ical.ValueDate {
					t.Errorf("%s %s is no day but %s", id, name, p.ValueType())
				}
			}
			delete(got, id)
		}
		for id := range got {
			t.Errorf("%s is too much", id)
		}
		return nil
	})
}

// The stamp comes from the record, words keep their marks, and only a site or
// city has a place on the map.
func TestICalFields(t *testing.T) {
	viewing(t, smallDesk(t), func(ctx context.Context, r store.Reader) error {
		early := ask()
		early.AsKnown = time.Date(2022, 2, 6, 0, 0, 0, 0, time.UTC)
		l, err := view.Dated(ctx, r, early)
		if err != nil {
			return err
		}
		cal, _ := calendar(t, r, l)
		for _, c := range cal.Children {
			switch prop(t, c, "UID") {
			case "e-meet-1" + export.Host:
				if s := prop(t, c, "SUMMARY"); s != "Emmanuel Macron is to meet Vladimir Putin · Moscow (planned, per Vladimir Putin)" {
					t.Errorf("as known before: %q", s)
				}
				if s, g, st := prop(t, c, "DTSTAMP"), prop(t, c, "GEO"), prop(t, c, "SEQUENCE"); s != "20220205T180000Z" || g != "55.75;37.62" || st != "1" {
					t.Errorf("DTSTAMP %s GEO %s SEQUENCE %s", s, g, st)
				}
				if prop(t, c, "STATUS") != "TENTATIVE" {
					t.Error("a plan is shown as a fact")
				}
			case "e-drill" + export.Host:
				if s := prop(t, c, "DESCRIPTION"); !strings.Contains(s, "“Russia’s exercise – “Союзная решимость” 🪖 – is to end by February 20” — Harbour Wire, 2022-02-05 https://harbour-wire.example/a1?x=1&y=(2)\n") {
					t.Errorf("words: %q", s)
				}
			case "e-move" + export.Host:
				t.Error("what was not known yet is there")
			}
		}
		if s := prop(t, cal.Component, "DESCRIPTION"); !strings.Contains(s, "Filter: all rows. As known on 2022-02-06 00:00 UTC. 4 rows. demarche 0.1.0") {
			t.Errorf("the file says of itself: %q", s)
		}
		l, err = view.Dated(ctx, r, ask())
		if err != nil {
			return err
		}
		cal, _ = calendar(t, r, l)
		for _, c := range cal.Children {
			if prop(t, c, "UID") == "e-move"+export.Host && (c.Props.Get("LOCATION") != nil || c.Props.Get("GEO") != nil) {
				t.Error("a country is where one can go")
			}
		}
		return nil
	})
}

// What happens some day of a month or season does not last that long: it is
// no event of thirty days. A day in doubt is a day.
func TestICalOfAMonth(t *testing.T) {
	d := &desk{t: t, s: open(t)}
	d.article("a1", "2022-02-08", "Harbour Wire", "", "A summit will be held in March. Another may follow in spring. Talks are set for about March 3. Drills will last from March 1 to 20.")
	d.act("e-month", "", demarche.Meet, demarche.Planned, "", "macron", "putin", "2022-03", nil, "A summit will be held in March")
	d.act("e-season", "", demarche.Meet, demarche.Possible, "", "biden", "putin", "2022-21", nil, "Another may follow in spring")
	d.act("e-about", "", demarche.Meet, demarche.Planned, "", "scholz", "putin", "2022-03-03~", nil, "Talks are set for about March 3")
	d.act("e-drills", "", demarche.Mobilize, demarche.Planned, "", "russia", "", "2022-03-01/2022-03-20", nil, "Drills will last from March 1 to 20")
	d.commit()
	viewing(t, d.s, func(ctx context.Context, r store.Reader) error {
		l, err := view.Dated(ctx, r, ask())
		if err != nil {
			return err
		}
		cal, raw := calendar(t, r, l)
		want := map[string][4]string{
			"e-month":  {"VTODO", "20220301", "", "20220331"},
			"e-season": {"VTODO", "20220301", "", "20220531"},
			"e-about":  {"VEVENT", "20220303", "20220304", ""},
			"e-drills": {"VEVENT", "20220301", "20220321", ""},
		}
		for _, c := range cal.Children {
			id := strings.TrimSuffix(prop(t, c, "UID"), export.Host)
			if got := [4]string{c.Name, prop(t, c, "DTSTART"), prop(t, c, "DTEND"), prop(t, c, "DUE")}; got != want[id] {
				t.Errorf("%s: %v, not %v", id, got, want[id])
			}
			delete(want, id)
		}
		if len(want) > 0 {
			t.Errorf("missing: %v", want)
		}
		// The stamp is that of the last revision only where there is no method.
		if bytes.Contains(raw, []byte("METHOD")) {
			t.Error("a method makes the stamp that of the file")
		}
		return nil
	})
}

// What was never more than denied is no date that was cancelled.
func TestICalOfDenials(t *testing.T) {
	d := &desk{t: t, s: open(t)}
	d.article("a1", "2022-02-08", "Harbour Wire", "", "Macron and Putin did not agree on Monday. Putin said Russia would not attack on February 16. Scholz will not go to Moscow on February 15. Biden will call Putin on February 12.")
	d.act("e-not", "", demarche.Agree, demarche.Negated, "", "macron", "putin", "2022-02-07", nil, "Macron and Putin did not agree on Monday")
	d.act("e-denied", "", demarche.Attack, demarche.Negated, "putin", "russia", "", "2022-02-16", nil, "Russia would not attack on February 16")
	d.act("e-off", "", demarche.Visit, demarche.Negated, "", "scholz", "", "2022-02-15", moscow, "Scholz will not go to Moscow on February 15")
	d.act("e-call", "", demarche.Call, demarche.Planned, "", "biden", "putin", "2022-02-12", nil, "Biden will call Putin on February 12")
	d.article("a2", "2022-02-09", "Meridian Press", "", "No call, Putin says: Biden will not ring on February 12.")
	d.act("e-nocall", "e-call", demarche.Call, demarche.Negated, "putin", "biden", "putin", "2022-02-12", nil, "Biden will not ring on February 12")
	d.commit()
	viewing(t, d.s, func(ctx context.Context, r store.Reader) error {
		q := ask()
		q.Now = q.Now.AddDate(0, 0, 2)
		l, err := view.Dated(ctx, r, q)
		if err != nil {
			return err
		}
		cal, _ := calendar(t, r, l)
		got := []string{}
		for _, c := range cal.Children {
			got = append(got, strings.TrimSuffix(prop(t, c, "UID"), export.Host))
		}
		if len(got) != l.Count {
			t.Errorf("%d components, %d rows", len(got), l.Count)
		}
		if slices.Sort(got); !slices.Equal(got, []string{"e-call", "e-off"}) {
			t.Errorf("%v", got)
		}
		return nil
	})
}

// A view and its export hold the same rows.
func TestViewsAndFilesHoldTheSameRows(t *testing.T) {
	records := map[string]func(*testing.T) interface {
		View(context.Context, func(store.Reader) error) error
	}{
		"desk": func(t *testing.T) interface {
			View(context.Context, func(store.Reader) error) error
		} {
			return smallDesk(t)
		},
		"made up": func(t *testing.T) interface {
			View(context.Context, func(store.Reader) error) error
		} {
			return lived(t, 21, 60)
		},
	}
	for name, open := range records {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			ctx := context.Background()
			if err := s.View(ctx, func(r store.Reader) error { return sameRows(ctx, t, r) }); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func sameRows(ctx context.Context, t *testing.T, r store.Reader) error {
	base := ask()
	if stat, err := r.Stat(ctx); err != nil {
		return err
	} else if stat.Latest.After(base.Now) {
		base.Now = stat.Latest
	}
	rows := 0
	for _, change := range []func(*view.Ask){func(*view.Ask) {}, func(a *view.Ask) { a.Types = meet }, func(a *view.Ask) { a.AsReported = day("2022-02-05") },
		func(a *view.Ask) { a.Key = true }, func(a *view.Ask) { a.Since, a.Until = day("2022-01-20"), day("2022-02-20") }} {
		q := base
		q.Limit = 1 << 20
		change(&q)
		g, err := view.Agenda(ctx, r, q)
		if err != nil {
			return err
		}
		screen := column(g.Table(), "id")
		cal, _ := calendar(t, r, g.Listing())
		var file []string
		for _, c := range cal.Children {
			file = append(file, strings.TrimSuffix(prop(t, c, "UID"), export.Host))
		}
		equal(t, "agenda and its calendar", screen, file)
		equal(t, "agenda and its table", screen, csvColumn(t, g.Listing(), "id"))
		rows += len(file)

		// A day of the timeline folds what is not key; what it folds it counts.
		q.Key = true
		tl, err := view.Timeline(ctx, r, q)
		if err != nil {
			return err
		}
		from, to := day(tl.From), day(tl.To)
		q.Since, q.Until, q.Limit = from, to, 0
		byKind := map[string][]string{}
		for i, id := range column(tl.Table(), "id") {
			kind := column(tl.Table(), "kind")[i]
			byKind[kind] = append(byKind[kind], id)
		}
		for _, kind := range kinds {
			l, err := view.List(ctx, r, q, kind)
			if err != nil {
				return err
			}
			equal(t, "timeline and the table of its "+string(kind)+"s", byKind[string(kind)], csvColumn(t, l, "id"))
			rows += l.Count
		}
	}
	if rows < 20 {
		t.Errorf("there were only %d rows to compare", rows)
	}
	return nil
}

func equal(t *testing.T, what string, a, b []string) {
	t.Helper()
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	if !slices.Equal(a, b) {
		t.Errorf("%s differ:\n%q\n%q", what, a, b)
	}
}

// A decision is a change: whoever has subscribed gets the entry anew.
func TestICalAfterADecision(t *testing.T) {
	s := smallDesk(t)
	decide(t, s, "e-meet-1", time.Date(2022, 2, 9, 9, 30, 0, 0, time.UTC))
	viewing(t, s, func(ctx context.Context, r store.Reader) error {
		l, err := view.Dated(ctx, r, view.Ask{Now: now.AddDate(0, 0, 2)})
		if err != nil {
			return err
		}
		cal, _ := calendar(t, r, l)
		for _, c := range cal.Children {
			if prop(t, c, "UID") == "e-meet-1"+export.Host {
				if s, n := prop(t, c, "DTSTAMP"), prop(t, c, "SEQUENCE"); s != "20220209T093000Z" || n != "3" {
					t.Errorf("DTSTAMP %s SEQUENCE %s", s, n)
				}
				return nil
			}
		}
		t.Error("the meeting is missing")
		return nil
	})
}
