package storetest

import (
	"testing"

	"demarche/store"
)

// The model passes the suite: what is asked of stores can be answered.
func TestModel(t *testing.T) {
	Run(t, func(*testing.T) store.Store { return NewModel() })
}
