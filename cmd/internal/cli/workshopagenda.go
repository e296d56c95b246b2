package cli

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// agendaOptions are the flags of "csi workshop agenda".
type agendaOptions struct {
	minutes      int
	start, group string
	json         bool
}

// The minutes that an agenda may have.
const (
	leastMinutes = 5
	mostMinutes  = 600
)

func (a *app) workshopAgendaCommand() *cobra.Command {
	var o agendaOptions
	c := &cobra.Command{
		Use:  "agenda FOLDER",
		Args: oneWorkshop,
		RunE: func(c *cobra.Command, args []string) error {
			if c.Flags().Changed("minutes") && (o.minutes < leastMinutes || o.minutes > mostMinutes) {
				return resultsFailure(ExitUsage, "minutes", phrases.V{"found": o.minutes})
			}
			return a.workshopAgenda(args[0], o)
		},
	}
	c.Flags().IntVar(&o.minutes, "minutes", 0, "")
	c.Flags().StringVar(&o.start, "start", "", "")
	c.Flags().StringVar(&o.group, "group", "", "")
	c.Flags().BoolVar(&o.json, "json", false, "")
	c.Flags().StringVar(&a.reportLang, "report-lang", "", "")
	return c
}

// workshopAgenda prints what to talk about, from what was shown already: it
// shows nothing new.
func (a *app) workshopAgenda(folder string, o agendaOptions) error {
	start := -1
	if o.start != "" {
		t, err := time.Parse("15:04", o.start)
		if err != nil {
			return resultsFailure(ExitUsage, "start", phrases.V{"found": fmt.Sprintf("%.20s", o.start)})
		}
		start = t.Hour()*60 + t.Minute()
	}
	w, err := a.reportedWorkshop(folder)
	if err != nil {
		return err
	}
	in := a.workshopInput(w)
	if in.Only, err = onlyGroup(w, o.group); err != nil {
		return err
	}
	if o.minutes == 0 {
		o.minutes = talkingMinutes(w)
	}
	agenda := reports.AgendaOf(in, o.minutes, start)
	if o.json {
		return reports.WriteAgendaJSON(a.env.Out, agenda, o.minutes)
	}
	a.warnWorkshopLanguage(w, in.Only)
	if err := reports.WriteAgenda(a.env.Out, agenda, a.textOptions(a.env.Width(), a.env.OutTTY)); err != nil {
		return err
	}
	for _, g := range agenda.Groups {
		if len(g.Rows) > 0 {
			a.next("csi workshop agree " + quote(folder))
			return nil
		}
	}
	a.next("csi workshop results " + quote(folder))
	return nil
}

// talkingMinutes is the part of the day that is there for talking.
func talkingMinutes(w *store.Workshop) int {
	description, longest := w.Workshop(), 0
	for _, p := range description.Parties {
		if q := w.Questionnaire(p.Group); q != nil {
			longest = max(longest, q.Minutes)
		}
	}
	minutes := description.Minutes
	if minutes == 0 {
		minutes = 120
	}
	return max(leastMinutes, assess.PlanDay(minutes, longest).Talking)
}
