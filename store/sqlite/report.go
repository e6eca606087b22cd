package sqlite

import (
	"demarche"
)

// report reads a row as it was after change n; not ok where it is not there,
// has no words any more, or was not published by a day (0 is any).
func (r *reader) report(id, n int64, by demarche.Day) (rep demarche.Report, ok bool, err error) {
	var art, day, recorded, since int64
	var body []byte
	if ok, err = r.c.one(r.ctx, query("row.report"), []any{id}, &since, &art, &day, &recorded, &body); err != nil || !ok {
		return rep, false, err
	}
	if since > n && (n < r.last || r.then) {
		if ok, err = r.c.one(r.ctx, query("row.report.then"), []any{id, n}, &recorded, &body); err != nil || !ok {
			return rep, false, err
		}
	}
	if by != 0 && art != 0 && day > int64(by) {
		return rep, false, nil
	}
	if err := unpack(body, &rep.Row, r.s.path); err != nil {
		return rep, false, err
	}
	rep.Recorded = moment(recorded)
	if art == 0 {
		return rep, true, nil
	}
	m, err := r.meta(art)
	if err != nil {
		return rep, false, err
	}
	rep.ArticleID, rep.Title, rep.Published, rep.Source, rep.URL = m.came, m.title, m.published, m.source, m.url
	rep.Origin, err = r.originAt(m, n)
	return rep, err == nil, err
}

// reports reads rows as they are now, leaving out those that are not there.
func (r *reader) reports(ids []int64) ([]demarche.Report, error) {
	var out []demarche.Report
	for _, id := range ids {
		rep, ok, err := r.report(id, r.last+1, 0)
		if err != nil {
			return nil, r.s.fault(err)
		}
		if ok {
			out = append(out, rep)
		}
	}
	return out, nil
}
