package cli

import (
	"crypto/rand"
	"io"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"csi/assess"
	"csi/assess/store"
)

// TestKeeper_agree holds that what a group agrees becomes an assessment like
// any other, item by item, and a line of the log.
func TestKeeper_agree(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)
	a := &app{env: &Env{Getenv: func(string) string { return "" }, Now: func() time.Time { return now }, Rand: rand.Reader, Out: io.Discard, Err: io.Discard}}
	ws := &assess.Workshop{ID: "01a1f833-df1e-7c5e-a6d0-49bab80469b8", Language: "en", Minutes: 150, Created: assess.DateOf(now), Minimum: assess.DefaultMinimum(),
		Frame:   assess.Frame{Jurisdiction: "Port Example", Tier: "local", Country: "ZZ", Policy: "City drug plan"},
		Parties: []assess.Party{{Group: "cso", Questionnaire: assess.Ref{ID: "core-cso", Version: "1.0.0"}}}}
	w, err := store.CreateWorkshop(filepath.Join(t.TempDir(), "day"), ws, a.resolver(""))
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	k := &keeper{w: w, a: a}
	agree := func(item string, r assess.Response, people int) {
		t.Helper()
		e := assess.Event{Group: "cso", Item: item, Turn: assess.TurnAgreed, Round: 1, Agreed: r, People: people, Why: "We heard both."}
		if err := k.Agree(e); err != nil {
			t.Fatal(err)
		}
	}
	two, unknown := assess.Response{State: assess.Answered, Value: 2}, assess.Response{State: assess.DontKnow}
	agree("ag-inf", assess.Response{State: assess.Answered, Value: 1}, 12)
	agree("ag-con", unknown, 9)
	agree("ag-inf", two, 11)
	doc, err := store.Read(w.AgreedFile("cso"), a.resolver(""))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]assess.Response{"ag-inf": two, "ag-con": unknown}, doc.Assessment.Responses); diff != "" {
		t.Error(diff)
	}
	f := doc.Assessment.Frame
	if f.Group != "cso" || f.People != 9 || !f.Facilitated || f.Jurisdiction != "Port Example" || f.Date != (assess.Date{Year: 2026, Month: 11, Day: 20}) {
		t.Errorf("the frame is %+v", f)
	}
	if log := w.Log(); len(log) != 3 || log[2].At != "2026-11-20T10:00:00Z" || log[2].Agreed != two || !w.Stand("cso", "ag-inf").Agreed {
		t.Errorf("the log is %+v", log)
	}
}
