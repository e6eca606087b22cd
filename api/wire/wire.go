// Package wire is what goes between the API and its clients besides answers:
// problems, decisions, what became of articles.
package wire

import (
	"encoding/json"
	"time"

	"demarche"
	"demarche/intake"
	"demarche/store"
)

// Problem is an error as it is sent: a problem document (RFC 9457) with the
// code of the error and what to do about it.
type Problem struct {
	Type      string              `json:"type" doc:"about:blank: the status says what kind of problem it is"`
	Title     string              `json:"title" doc:"the status in words"`
	Status    int                 `json:"status"`
	Detail    string              `json:"detail,omitempty" doc:"what was read and why it will not do"`
	Code      demarche.Code       `json:"code" enum:"not_found,conflict,invalid,unavailable,forbidden,internal"`
	Where     string              `json:"where,omitempty" doc:"the row, article or field that it is about"`
	Repair    string              `json:"repair,omitempty" doc:"what to do about it"`
	Decisions []demarche.Decision `json:"decisions,omitempty" doc:"of a conflict: what others decided meanwhile"`
}

// Error is the detail with its repair.
func (p *Problem) Error() string { return p.Err().Error() }

// Unwrap is the problem as an error of the program, with its code.
func (p *Problem) Unwrap() error { return p.Err() }

// GetStatus is the status of the answer.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is that of problem documents.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// Err is the problem as an error of the program, for a client.
func (p *Problem) Err() error {
	e := &demarche.Error{Code: p.Code, Where: p.Where, What: p.Detail, Repair: p.Repair}
	if e.What == "" {
		e.What = p.Title
	}
	if e.Code == "" {
		e.Code = demarche.Unavailable
	}
	return e
}

// Decision asks for a decision to be written down.
type Decision struct {
	Kind     demarche.DecisionKind `json:"kind" enum:"accept,reject,edit,merge,split,rename,alias,add,rate,reliability,credibility,undo" doc:"what is decided"`
	Target   string                `json:"target,omitempty" maxLength:"2000" doc:"an entry or one of its rows, an actor, an outlet; not of add and undo"`
	Value    json.RawMessage       `json:"value,omitempty" doc:"by kind: {\"status\": \"planned\"} of edit, the other entry of merge, {\"leave\": [rows]} of split, the name of rename, the other actor of alias, the row of add, the life of rate, A to F of reliability, 1 to 6 of credibility, the number of the decision of undo"`
	Reason   string                `json:"reason,omitempty" maxLength:"5000" doc:"why; reject and rate want it"`
	Evidence demarche.RowID        `json:"evidence,omitempty" maxLength:"200" doc:"the row that shows it; rate wants it"`
	By       string                `json:"by,omitempty" maxLength:"200" doc:"who decides, where nobody has to sign in; otherwise it is who is signed in"`
	Seen     *int64                `json:"seen,omitempty" minimum:"0" doc:"the last decision about the target that was seen: the seen of the answer that showed it, or of the last decision about it that was taken there. Where others were taken since, it is a conflict. Without it nobody looks"`
}

// Decided is a decision that was written down.
type Decided struct {
	Decision demarche.Decision `json:"decision"`
	Moved    int               `json:"moved" doc:"rows that stand elsewhere now"`
	Seen     int64             `json:"seen" doc:"to be sent with the next decision about the same target"`
}

// Added is what became of an article, or how far things are. Exactly one of
// Reading, Outcome, Problem and Tally is there; the tally comes last.
type Added struct {
	File    string          `json:"file,omitempty" doc:"the name of the file that it came in"`
	Reading int             `json:"reading,omitempty" doc:"the number of the article that is being read now, from 1"`
	Article string          `json:"article,omitempty" doc:"the id that it came with"`
	Title   string          `json:"title,omitempty"`
	Outcome *intake.Outcome `json:"outcome,omitempty"`
	Problem *Problem        `json:"problem,omitempty"`
	Tally   *intake.Tally   `json:"tally,omitempty"`
	Said    string          `json:"said,omitempty" doc:"the same in words"`
}

// AddedAll is what became of articles, for those who want one answer.
type AddedAll struct {
	Articles []Added      `json:"articles"`
	Tally    intake.Tally `json:"tally"`
	Said     string       `json:"said" doc:"the tally in words"`
}

// Forgotten is an article that was erased.
type Forgotten struct {
	Key  demarche.ArticleKey `json:"key"`
	Rows int                 `json:"rows" doc:"that are gone with it"`
}

// Reread asks for articles to be read again.
type Reread struct {
	Articles []string `json:"articles,omitempty" maxItems:"10000" doc:"keys, ids or addresses; all where none is named"`
	Apply    bool     `json:"apply,omitempty" doc:"make the change, and not only show it"`
}

// Difference is what reading an article again changes, or at the end how many.
type Difference struct {
	Article *ArticleName `json:"article,omitempty"`
	Gone    []RowSaid    `json:"gone,omitempty" doc:"rows that are not read any more"`
	New     []RowSaid    `json:"new,omitempty"`
	Before  []RowSaid    `json:"before,omitempty" doc:"rows that read otherwise, and as which in after"`
	After   []RowSaid    `json:"after,omitempty"`
	Problem *Problem     `json:"problem,omitempty"`
	Done    *RereadDone  `json:"done,omitempty"`
}

// RereadDone says what came of reading again.
type RereadDone struct {
	Articles int  `json:"articles"`
	Changed  int  `json:"changed"`
	Applied  bool `json:"applied"`
}

// ArticleName names an article.
type ArticleName struct {
	Key   demarche.ArticleKey `json:"key"`
	Title string              `json:"title"`
}

// RowSaid is a row in a few words.
type RowSaid struct {
	ID    demarche.RowID `json:"id"`
	What  string         `json:"what" doc:"type and status, or force"`
	Words string         `json:"words"`
}

// Stat is what the record holds, and how it may be used.
type Stat struct {
	store.Stat
	Version string    `json:"version"`
	Today   string    `json:"today"`
	Now     time.Time `json:"now"`
	Fetch   bool      `json:"fetch" doc:"links are followed"`
}

// Issues is the list of issues that analysts keep.
type Issues struct {
	Issues []string `json:"issues"`
}

// SignIn is what is given to sign in.
type SignIn struct {
	Name     string `json:"name" maxLength:"200"`
	Password string `json:"password" maxLength:"1024" doc:"or a token"`
}

// Session says who asks and what he may do.
type Session struct {
	Users bool   `json:"users" doc:"one has to sign in; otherwise everybody on this machine may do everything"`
	Name  string `json:"name,omitempty" doc:"none: nobody is signed in"`
	Role  string `json:"role,omitempty" enum:"reader,analyst,editor,admin"`
}

// Count is how many rows an export would write.
type Count struct {
	Rows     int    `json:"rows"`
	Said     string `json:"said" doc:"the question with its filter, and the number"`
	Filename string `json:"filename"`
}

// Trace is what a run of the reader took for a row.
type Trace struct {
	Row     string   `json:"row"`
	Version string   `json:"version" doc:"of the program that read its article again"`
	Lines   []string `json:"lines"`
}

// DifferenceOf is a difference as it is sent.
func DifferenceOf(d *intake.Difference) *Difference {
	out := &Difference{Article: &ArticleName{Key: d.Article.Key, Title: d.Article.Title}}
	for i := range d.Gone {
		out.Gone = append(out.Gone, rowSaid(&d.Gone[i].Row))
	}
	for i := range d.New {
		out.New = append(out.New, rowSaid(&d.New[i]))
	}
	for i := range d.Changed {
		out.Before, out.After = append(out.Before, rowSaid(&d.Changed[i].Before.Row)), append(out.After, rowSaid(&d.Changed[i].After))
	}
	return out
}

func rowSaid(r *demarche.Row) RowSaid {
	out := RowSaid{ID: r.ID, What: r.InShort()}
	if len(r.Words) > 0 {
		out.Words = r.Words[0]
	}
	return out
}
