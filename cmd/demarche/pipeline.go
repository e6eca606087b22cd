package main

import (
	"fmt"
	"iter"
	"runtime/debug"

	"demarche"
	"demarche/page"
)

// job is one article on its way through the pipeline.
type job[T any] struct {
	in   numbered
	out  T
	err  error
	done chan struct{}
}

// pipeline works on the inputs with several workers (0: one a core) and emits
// the results in the order of the inputs, so that the number of workers never
// shows in the output. No more than four articles a worker are held at a time,
// however many there are. An error from emit stops it.
func pipeline[T any](inputs iter.Seq[numbered], workers int, work func(page.Input) (T, error), emit func(T, numbered, error) error) error {
	if workers <= 0 {
		workers = allCores()
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
