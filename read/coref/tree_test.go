package coref_test

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"
)

func TestTree(t *testing.T) {
	s := os.Getenv("TREE")
	if s == "" {
		t.Skip()
	}
	if b, err := os.ReadFile(s); err == nil {
		var a struct{ Title, Date, Text string }
		if err := json.Unmarshal(b, &a); err != nil {
			t.Fatal(err)
		}
		fmt.Println(a.Title, a.Date)
		fmt.Println(a.Text)
		show(reader(t)(a.Text, a.Date))
		return
	}
	d := reader(t)(s, "2023-03-15")
	for i := range d.Tokens {
		h := "ROOT"
		if d.Arcs[i].Head >= 0 {
			h = d.Form(d.Arcs[i].Head)
		}
		fmt.Printf("%d %-14s %-6s %-5s %-12s %s\n", i, d.Form(i), d.UPOS(i), d.Tags[i].XPOS, d.Rel(i), h)
	}
	show(d)
}
