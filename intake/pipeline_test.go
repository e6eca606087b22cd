package intake

import (
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"time"

	"demarche"
	"demarche/page"
)

// articles yields n articles and counts those that were taken but not yet
// emitted.
func articles(n int, held *atomic.Int64, most *int64) iter.Seq[Input] {
	return func(yield func(Input) bool) {
		for i := range n {
			if h := held.Add(1); h > *most {
				*most = h
			}
			if !yield(Input{Input: page.Input{Article: demarche.Article{ID: demarche.ArticleID(fmt.Sprint(i))}}, N: i}) {
				return
			}
		}
	}
}

func TestPipelineKeepsOrderAndHoldsFew(t *testing.T) {
	for _, workers := range []int{1, 3, 8} {
		var held atomic.Int64
		var most int64
		next := 0
		work := func(in page.Input) ([]byte, error) {
			time.Sleep(time.Duration(rand.IntN(300)) * time.Microsecond)
			return []byte(in.Article.ID), nil
		}
		err := Pipeline(articles(400, &held, &most), workers, work, func(out []byte, in Input, err error) error {
			held.Add(-1)
			if err != nil || string(out) != fmt.Sprint(next) || in.N != next {
				t.Fatalf("%d workers: %q (%v) where %d was due", workers, out, err, next)
			}
			next++
			return nil
		})
		if err != nil || next != 400 {
			t.Errorf("%d workers: %d emitted, %v", workers, next, err)
		}
		if most > int64(4*workers+3) {
			t.Errorf("%d workers: %d articles were held at once", workers, most)
		}
	}
}

func TestPipelineStopsWhenNothingCanBeWritten(t *testing.T) {
	var held atomic.Int64
	var most int64
	full := errors.New("disk full")
	n := 0
	err := Pipeline(articles(1000, &held, &most), 2, func(page.Input) ([]byte, error) { return nil, nil },
		func([]byte, Input, error) error {
			if n++; n == 3 {
				return full
			}
			return nil
		})
	if !errors.Is(err, full) || n != 3 {
		t.Errorf("%v after %d", err, n)
	}
}

func TestPipelineSurvivesAPanic(t *testing.T) {
	var held atomic.Int64
	var most int64
	bad := 0
	err := Pipeline(articles(10, &held, &most), 2, func(in page.Input) ([]byte, error) {
		if in.Article.ID == "4" {
			panic("fell over")
		}
		return nil, nil
	}, func(_ []byte, in Input, err error) error {
		if err != nil {
			bad++
			if demarche.CodeOf(err) != demarche.Internal || in.Article.ID != "4" {
				t.Errorf("%s: %v", in.Article.ID, err)
			}
		}
		return nil
	})
	if err != nil || bad != 1 {
		t.Errorf("%v, %d errors", err, bad)
	}
}
