package intake

import (
	"fmt"
	"iter"
	"runtime"
	"runtime/debug"

	"demarche"
	"demarche/page"
)

// Input is an input with its place among the files and among the articles that
// could be read.
type Input struct {
	page.Input
	File, N int
}

// job is one article on its way through the pipeline.
type job[T any] struct {
	in   Input
	out  T
	err  error
	done chan struct{}
}

// Pipeline works on the inputs with several workers (0: one a core) and emits
// the results in the order of the inputs, so that the number of workers never
// shows in the output. No more than four articles a worker are held at a time,
// however many there are. An error from emit stops it.
func Pipeline[T any](inputs iter.Seq[Input], workers int, work func(page.Input) (T, error), emit func(T, Input, error) error) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	todo := make(chan *job[T])
	order := make(chan *job[T], 3*workers)
	stop := make(chan struct{})
	for range workers {
		go func() {
			for j := range todo {
				j.out, j.err = guarded(work, j.in.Input)
				close(j.done)
			}
		}()
	}
	go func() {
		defer close(order)
		defer close(todo)
		for in := range inputs {
			j := &job[T]{in: in, done: make(chan struct{})}
			select {
			case order <- j:
			case <-stop:
				return
			}
			select {
			case todo <- j:
			case <-stop:
				return
			}
		}
	}()
	defer close(stop)
	for j := range order {
		<-j.done
		if err := emit(j.out, j.in, j.err); err != nil {
			return err
		}
	}
	return nil
}

// guarded turns a panic into an error about the one article, so that a defect
// loses nothing else.
func guarded[T any](work func(page.Input) (T, error), in page.Input) (out T, err error) {
	defer func() {
		if r := recover(); r != nil {
			var none T
			out = none
			err = &demarche.Error{Code: demarche.Internal, Where: string(in.Article.ID),
				What:   fmt.Sprintf("the reader failed: %v\n%s", r, debug.Stack()),
				Repair: "this is a defect of demarche; please report it with the article"}
		}
	}()
	return work(in)
}
