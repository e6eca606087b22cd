package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"golang.org/x/sync/singleflight"

	"demarche"
	"demarche/store"
)

// How long a question may take, how many bytes of answers are kept, and how far
// an answer may be behind what others wrote.
const (
	answerWait = 60 * time.Second
	answerKept = 64 << 20
	moment     = time.Second
)

// answers keeps what was answered, for those who ask the same as long as nothing
// is written. Those who ask it at the same time wait for one answer. Where so
// much is asked that all hands are busy, the answer from before the last write
// is given for a moment, while it is worked out anew; but never to who wrote, nor
// to who asks for no other (Cache-Control: no-cache).
type answers struct {
	flight singleflight.Group
	front  chan struct{} // one for each question that somebody waits for
	back   chan struct{} // and that nobody waits for

	mu    sync.Mutex
	bytes int
	kept  map[string]*kept
}

// kept is an answer with what it rests on.
type kept struct {
	*answered
	version int64
	basis   string // see basisOf
}

func newAnswers() *answers {
	cores := runtime.GOMAXPROCS(0)
	return &answers{front: make(chan struct{}, max(2, min(8, cores))), back: make(chan struct{}, max(1, cores/2)), kept: map[string]*kept{}}
}

func (a *answers) get(key string) *kept {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.kept[key]
}

func (a *answers) put(key string, k *kept) {
	a.mu.Lock()
	defer a.mu.Unlock()
	size := len(k.Body) + len(key)
	old := a.kept[key]
	if size > answerKept/8 || old != nil && old.version > k.version {
		return
	}
	if old != nil {
		a.bytes -= len(old.Body) + len(key)
	}
	if a.bytes+size > answerKept {
		clear(a.kept)
		a.bytes = 0
	}
	a.kept[key] = k
	a.bytes += size
}

// question is what is asked, for answers.
type question struct {
	key   string
	match string    // the tags that who asks has
	known time.Time // as known at this time; zero: now
	put   func(context.Context, store.Reader) (*answered, error)
}

// basisOf names what an answer rests on besides the question: the record, the
// day and the program. As known before the record last changed it is no more
// than what may be taken away from what was known: nothing is ever added to it.
func (s *server) basisOf(q *question, stat *store.Stat) string {
	if !q.known.IsZero() && !q.known.Before(stat.Began) && q.known.Before(stat.Latest) {
		return fmt.Sprintf("settled %d %d %s %s %s", stat.Forgotten, stat.Copies, stat.Began, demarche.DayOf(s.Now()), demarche.Version)
	}
	return fmt.Sprintf("%d %d %d %d %s %s %s", stat.Changes, stat.Decisions, stat.Articles, stat.Forgotten, stat.Began, demarche.DayOf(s.Now()), demarche.Version)
}

// tagOf is a weak validator of an answer: it moves with what the answer rests
// on and with what was asked. The hour of asking, which stands in the head of an
// answer, does not move it.
func tagOf(q *question, basis string) string {
	h := sha256.Sum256([]byte(q.key + "\x00" + basis))
	return `W/"` + hex.EncodeToString(h[:12]) + `"`
}

// answer answers, or says that who asked has the answer already.
func (s *server) answer(ctx context.Context, q question) (*answered, error) {
	version, _ := s.record.now()
	stat, err := s.record.statAt(ctx, version)
	if err != nil {
		return nil, err
	}
	basis := s.basisOf(&q, &stat)
	if tag := tagOf(&q, basis); matches(q.match, tag) {
		return nil, notModified(tag)
	}
	k := s.answers.get(q.key)
	switch {
	case k != nil && (k.basis == basis || k.version >= version && sameDay(k.basis, basis)):
	case k != nil && len(s.answers.front) == cap(s.answers.front) && k.version >= asker(ctx).wrote && s.record.behind(k.version, moment) && sameDay(k.basis, basis):
		s.work(ctx, q, version, s.answers.back) // for the next one who asks
	default:
		select {
		case r := <-s.work(ctx, q, version, s.answers.front):
			if r.Err != nil {
				return nil, r.Err
			}
			k = r.Val.(*kept)
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	if matches(q.match, k.Tag) {
		return nil, notModified(k.Tag)
	}
	return k.answered, nil
}

// sameDay reports whether two bases are of one day; it stands last but one.
func sameDay(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	return len(x) > 1 && len(y) > 1 && x[len(x)-2] == y[len(y)-2]
}

func notModified(tag string) error {
	return huma.ErrorWithHeaders(huma.Status304NotModified(), http.Header{"ETag": {tag}})
}

// work works an answer out, once for all who ask for it. It goes on when those
// who asked have gone.
func (s *server) work(ctx context.Context, q question, version int64, slots chan struct{}) <-chan singleflight.Result {
	return s.answers.flight.DoChan(strconv.FormatInt(version, 10)+" "+q.key, func() (made any, err error) {
		// It runs by itself: a defect must not end the program.
		defer func() {
			if fault := recover(); fault != nil {
				err = fmt.Errorf("a defect: %v\n%s", fault, debug.Stack())
			}
		}()
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), answerWait)
		defer cancel()
		select {
		case slots <- struct{}{}:
			defer func() { <-slots }()
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		version, _ := s.record.now() // something may have been written while it waited
		if k := s.answers.get(q.key); k != nil && k.version >= version {
			return k, nil
		}
		k := &kept{version: version}
		err = s.record.View(ctx, func(r store.Reader) error {
			stat, err := r.Stat(ctx)
			if err != nil {
				return err
			}
			k.basis = s.basisOf(&q, &stat)
			if k.answered, err = q.put(ctx, r); err == nil {
				k.Tag = tagOf(&q, k.basis)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		s.answers.put(q.key, k)
		return k, nil
	})
}

// matches reports whether a list of validators has one.
func matches(list, tag string) bool {
	for t := range strings.SplitSeq(list, ",") {
		if t = strings.TrimSpace(t); t == "*" || t == tag {
			return true
		}
	}
	return false
}
