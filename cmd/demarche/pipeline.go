package main

import (
	"fmt"
	"iter"
	"runtime/debug"

	"demarche"
	"demarche/page"
)

// job is one article on its way through the pipeline.
type job struct {
	in   numbered
	out  []byte
	err  error
	done chan struct{}
}

// pipeline works on the inputs with several workers (0: one a core) and emits
// the results in the order of the inputs, so that the number of workers never
// shows in the output. No more than four articles a worker are held at a time,
// however many there are. An error from emit stops it.
func pipeline(inputs iter.Seq[numbered], workers int, work func(page.Input) ([]byte, error), emit func([]byte, numbered, error) error) error {
	if workers <= 0 {
		workers = allCores()
	}
	todo := make(chan *job)
	order := make(chan *job, 3*workers)
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
			j := &job{in: in, done: make(chan struct{})}
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
func guarded(work func(page.Input) ([]byte, error), in page.Input) (out []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			out = nil
			err = &demarche.Error{Code: demarche.Internal, Where: string(in.Article.ID),
				What:   fmt.Sprintf("the reader failed: %v\n%s", r, debug.Stack()),
				Repair: "this is a defect of demarche; please report it with the article"}
		}
	}()
	return work(in)
}
