package cli

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/collection"
	"csi/assess/store"
	"csi/questionnaires/phrases"
)

// benchmarkReleaseOptions are the flags of "csi benchmark release".
type benchmarkReleaseOptions struct {
	benchmarkChoice
	views  bool
	folder string
}

func (a *app) benchmarkReleaseCommand() *cobra.Command {
	var o benchmarkReleaseOptions
	c := &cobra.Command{
		Use:  "release NAME",
		Args: func(c *cobra.Command, args []string) error { return a.oneName(c, args) },
		RunE: func(c *cobra.Command, args []string) error { return a.benchmarkRelease(c.Context(), args[0], &o) },
	}
	o.flags(c)
	c.Flags().BoolVar(&o.views, "views", false, "")
	c.Flags().StringVar(&o.folder, "releases", "", "")
	return c
}

// oneName asks for the name of a release.
func (a *app) oneName(_ *cobra.Command, args []string) error {
	found := strings.Join(args, " ")
	if len(args) == 1 && regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9.-]{0,63}$`).MatchString(found) {
		return nil
	}
	return a.unbenchmarked(ExitUsage, "name", phrases.V{"found": found})
}

// releaseEnding ends the names of release files.
const releaseEnding = ".csi-release"

// releaseFolder is where the releases of a collection lie: beside its file.
func releaseFolder(folder, db string) string {
	switch {
	case folder != "":
		return folder
	case collection.IsServer(db):
		return "csi-collection.releases"
	}
	return strings.TrimSuffix(db, filepath.Ext(db)) + ".releases"
}

// releases reads all releases of a folder, in the order of their dates.
func (a *app) releases(folder string) ([]*assess.Release, error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, failed("folder_refused", phrases.V{"folder": folder})
	}
	var out []*assess.Release
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), releaseEnding) {
			continue
		}
		name := filepath.Join(folder, e.Name())
		data, err := readFile(name)
		if err != nil {
			return nil, err
		}
		r, err := assess.ParseRelease(data)
		switch {
		case errors.Is(err, assess.ErrReleaseChanged):
			return nil, a.unbenchmarked(ExitFaults, "release_changed", phrases.V{"file": name})
		case err != nil:
			return nil, a.unbenchmarked(ExitFaults, "release_form", phrases.V{"file": name})
		}
		out = append(out, r)
	}
	slices.SortStableFunc(out, func(x, y *assess.Release) int { return strings.Compare(x.Date+x.Name, y.Date+y.Name) })
	return out, nil
}

// findRelease reads one release of a folder.
func (a *app) findRelease(folder, name string) (*assess.Release, error) {
	all, err := a.releases(folder)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, r := range all {
		if r.Name == name {
			return r, nil
		}
		names = append(names, r.Name)
	}
	if len(names) == 0 {
		names = []string{"–"}
	}
	return nil, a.unbenchmarked(ExitFailure, "no_release", phrases.V{"name": name, "folder": folder, "names": strings.Join(names, ", ")}, "release")
}

// benchmarkRelease freezes the groups of a collection.
func (a *app) benchmarkRelease(ctx context.Context, name string, o *benchmarkReleaseOptions) error {
	folder := releaseFolder(o.folder, a.db)
	earlier, err := a.releases(folder)
	if err != nil {
		return err
	}
	file := filepath.Join(folder, name+releaseEnding)
	if _, err := os.Lstat(file); err == nil {
		return a.unbenchmarked(ExitFailure, "exists", phrases.V{"name": name})
	}
	var r *assess.Release
	err = a.withCollection(ctx, func(c *collection.Collection) error {
		r, err = a.freeze(ctx, c, name, o, earlier)
		return err
	})
	if err != nil {
		return err
	}
	data, err := json.Marshal(r)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return failed("folder_refused", phrases.V{"folder": folder})
	}
	if err := store.Put(file, append(data, '\n')); err != nil {
		return fromStore(err)
	}
	kept, hidden := 0, 0
	for _, g := range r.Groups {
		switch {
		case g.Hidden != "":
			hidden++
		case g.From != "":
			kept++
		}
	}
	p := a.phrases()
	a.env.say(p.T("benchmark.done.release", phrases.V{"name": name, "file": file}))
	a.env.say(p.T("benchmark.done.shown", phrases.V{"shown": len(r.Groups) - hidden, "all": len(r.Groups), "kept": kept, "hidden": hidden}))
	if len(r.Checked) > 0 {
		a.env.say(p.T("benchmark.done.checked", phrases.V{"names": strings.Join(r.Checked, ", ")}))
	}
	a.next("csi benchmark export --public --release " + name + " -o FOLDER --db " + quote(a.dbName()))
	return nil
}

// freeze makes a release. Its histograms are counted from the same rows that
// its members are taken from, so that both are of one moment.
func (a *app) freeze(ctx context.Context, c *collection.Collection, name string, o *benchmarkReleaseOptions, earlier []*assess.Release) (*assess.Release, error) {
	if o.views {
		return a.freezeViews(ctx, c, name, o, earlier)
	}
	g, err := a.choice(&o.benchmarkChoice, assess.MinimumPublic)
	if err != nil {
		return nil, err
	}
	if err := a.oneQuestionnaire(ctx, c, g); err != nil {
		return nil, err
	}
	r := a.emptyRelease(name, g, o.minimum)
	r.Measures = slices.DeleteFunc(assess.Measures(g.q), func(m assess.Measure) bool { return !assess.Countable(m) })
	stages := assess.StageCells(g.q)
	at := map[string]*assess.Candidate{}
	heads := map[string]*assess.Headcount{}
	err = c.Rows(ctx, g.query, func(row collection.Row) error {
		key := keyOf(&row.Segment, row.Version, g.by)
		k := strings.Join(key, "\x00")
		if at[k] == nil {
			at[k], heads[k] = &assess.Candidate{}, &assess.Headcount{}
			at[k].Key, at[k].Versions, at[k].Histograms = append([]string{}, key...), map[string]int{}, map[assess.Measure]*assess.Histogram{}
		}
		heads[k].Add(row.Segment, 1)
		take(at[k], &row, stages)
		return nil
	})
	if err != nil {
		return nil, err
	}
	var list []assess.Candidate
	for k, x := range at {
		x.Standing = heads[k].Standing()
		list = append(list, *x)
	}
	r.Fill(list, earlier)
	r.Seal()
	return r, nil
}

// take counts an assessment into a group, with what a report is made of: the
// cells of each stage together, and what is planned.
func take(c *assess.Candidate, row *collection.Row, stages map[string][]assess.Measure) {
	c.Versions[row.Segment.Questionnaire+" "+row.Version]++
	c.Members = append(c.Members, assess.Member{Digest: rowDigest(row), Segment: row.Segment})
	for _, o := range row.Observations {
		if c.Histograms[o.Measure] == nil {
			c.Histograms[o.Measure] = new(assess.Histogram)
		}
		c.Histograms[o.Measure].Add(o)
	}
	assess.CountReport(c.Histograms, stages, row.Observations, row.Plan)
}

// rowDigest stands for an assessment with its content, its plan included.
func rowDigest(row *collection.Row) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s %q", row.Hash, []string{row.Segment.Country, row.Segment.Tier, row.Segment.Jurisdiction, row.Segment.Policy, string(row.Segment.Group)})
	for i, r := range row.Responses {
		fmt.Fprintf(h, " %s:%d:%d", row.Items[i], r.State, r.Value)
	}
	for _, id := range row.Plan {
		fmt.Fprintf(h, " %q", id)
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// there reports whether a file is there that a key must not replace.
func there(file string) bool {
	_, err := os.Lstat(file)
	return err == nil
}

// written puts files into a folder, each whole or not at all.
func written(folder string, files map[string]*bytes.Buffer) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return failed("folder_refused", phrases.V{"folder": folder})
	}
	for name, data := range files {
		if err := store.Put(filepath.Join(folder, name), data.Bytes()); err != nil {
			return fromStore(err)
		}
	}
	return nil
}
