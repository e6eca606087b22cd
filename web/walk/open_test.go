package walk

import "testing"

// Every screen opens on the demo record, shows its title, asks for nothing
// elsewhere and keeps nobody out.
func TestScreensOpen(t *testing.T) {
	b := open(t, desk(t, false))
	for _, screen := range []string{"brief", "timeline", "agenda", "contacts", "commitments", "positions", "figures", "statements", "tensions", "review", "export", "add"} {
		b.visit("/" + screen + "?as_known=2022-02-08")
		if b.text("h1") == "" {
			t.Errorf("%s has no title", screen)
		}
		b.accessible(screen)
		b.picture(screen)
	}
	b.calm()
}
