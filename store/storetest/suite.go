package storetest

import (
	"testing"

	"demarche/store"
)

// Run is the suite. open gives an empty store that is closed with the test.
func Run(t *testing.T, open func(*testing.T) store.Store) {
	t.Run("Random", func(t *testing.T) { testRandom(t, open) })
	t.Run("Copy", func(t *testing.T) { testCopy(t, open) })
}
