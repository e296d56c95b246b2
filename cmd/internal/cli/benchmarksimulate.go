package cli

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/collection"
	"csi/assess/store"
	"csi/questionnaires/phrases"
)

// simulateOptions are the flags of "csi benchmark simulate".
type simulateOptions struct {
	n                     int
	seed                  uint64
	output, questionnaire string
	views                 bool // the authority's side as well
}

// each is assessments with their questionnaires.
type each = iter.Seq2[*assess.Questionnaire, *assess.Assessment]

// MaxSimulated is the most assessments that one run makes up.
const MaxSimulated = 10_000_000

func (a *app) benchmarkSimulateCommand() *cobra.Command {
	var o simulateOptions
	c := &cobra.Command{
		Use:  "simulate",
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			switch {
			case o.n < 1 || o.n > MaxSimulated:
				return &failure{code: ExitUsage, id: "collection.error.simulate_n", parts: phrases.V{"most": a.phrases().Amount(MaxSimulated)}}
			case o.output == "":
				return &failure{code: ExitUsage, id: "collection.error.simulate_output", hints: []string{"collection.hint.simulate"}}
			}
			return a.benchmarkSimulate(c.Context(), o)
		},
	}
	c.Flags().IntVarP(&o.n, "number", "n", 1000, "")
	c.Flags().Uint64Var(&o.seed, "seed", 1, "")
	c.Flags().StringVarP(&o.output, "output", "o", "", "")
	c.Flags().StringVar(&o.questionnaire, "questionnaire", "core-cso", "")
	c.Flags().BoolVar(&o.views, "views", false, "")
	return c
}

// benchmarkSimulate makes assessments up, in a folder or as lines of JSON.
func (a *app) benchmarkSimulate(ctx context.Context, o simulateOptions) error {
	q, err := a.load(o.questionnaire, "")
	if err != nil {
		return err
	}
	list := each(func(yield func(*assess.Questionnaire, *assess.Assessment) bool) {
		for as := range collection.Simulated(q, o.n, o.seed) {
			if !yield(q, as) {
				return
			}
		}
	})
	if o.views {
		if q.Mirror == "" {
			return &failure{code: ExitUsage, id: "collection.error.simulate_views", parts: phrases.V{"questionnaire": q.ID}, hints: []string{"collection.hint.simulate_views"}}
		}
		second, err := a.load(q.Mirror, "")
		if err != nil {
			return err
		}
		list = collection.SimulatedViews(q, second, o.n, o.seed)
	}
	lines := strings.HasSuffix(o.output, ".jsonl") || o.output == "-"
	if o.output != "-" && exists(o.output) {
		return &failure{code: ExitFailure, id: "collection.error.exists", parts: phrases.V{"file": o.output}}
	}
	write := simulateFiles
	if lines {
		write = a.simulateLines
	}
	if err := write(ctx, list, o.output); err != nil {
		if ctx.Err() != nil {
			return quiet(ExitStopped)
		}
		return &failure{code: ExitFailure, id: "collection.error.write", parts: phrases.V{"file": o.output}}
	}
	p := a.phrases()
	a.env.say(p.T("collection.simulated", phrases.V{"assessments": a.counted("collection.assessments", o.n), "file": quote(o.output)}))
	return nil
}

// simulateLines writes lines of JSON.
func (a *app) simulateLines(ctx context.Context, list each, output string) error {
	out, done := a.env.Out, func() error { return nil }
	if output != "-" {
		f, err := os.OpenFile(output, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return err
		}
		out, done = io.Writer(f), f.Close
	}
	b := bufio.NewWriterSize(out, 1<<18)
	err := func() error {
		for q, as := range list {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			line, err := store.MarshalLine(as, q)
			if err != nil {
				return err
			}
			if _, err := b.Write(line); err != nil {
				return err
			}
		}
		return b.Flush()
	}()
	if e := done(); err == nil {
		err = e
	}
	return err
}

// simulateFiles writes one file for each, a thousand in a folder.
func simulateFiles(ctx context.Context, list each, output string) error {
	i := 0
	for q, as := range list {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		dir := filepath.Join(output, fmt.Sprintf("fictional-%04d", i/1000))
		if i%1000 == 0 {
			if err := os.MkdirAll(dir, 0o700); err != nil {
				return err
			}
		}
		name := filepath.Join(dir, fmt.Sprintf("fictional-%07d%s", i, store.Ending))
		if err := os.WriteFile(name, store.Marshal(as, q), 0o600); err != nil {
			return err
		}
		i++
	}
	return nil
}
