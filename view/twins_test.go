package view

import (
	"testing"

	"demarche"
)

func TestTwins(t *testing.T) {
	e := func(id, words string) *demarche.Entry {
		return &demarche.Entry{ID: demarche.EntryID(id), Kind: demarche.FigureRow, Words: []string{words}}
	}
	corrected := []demarche.Cause{demarche.ByCorrection}
	steps := []step{
		{before: e("old-1", "some 150,000 soldiers near the border"), causes: corrected},
		{before: e("old-2", "12 ships in the gulf"), causes: corrected},
		{after: e("new-1", "some 110,000 soldiers near the border"), causes: corrected},
		{after: e("new-2", "a visit on Friday"), causes: corrected},
		{after: e("news", "12 ships in the gulf"), causes: []demarche.Cause{demarche.ByArticle}},
	}
	of, gone := twins(steps)
	if len(of) != 1 || of[2] == nil || of[2].ID != "old-1" {
		t.Errorf("twins: %v", of)
	}
	if len(gone) != 1 || !gone[0] {
		t.Errorf("gone with a twin: %v", gone)
	}
}
