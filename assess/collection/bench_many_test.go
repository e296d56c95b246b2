//go:build linux

package collection

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// sizes are how many assessments BenchmarkMany takes; CSI_BENCH_MAX leaves the
// larger ones out.
func sizes() []int {
	most, err := strconv.Atoi(os.Getenv("CSI_BENCH_MAX"))
	if err != nil {
		most = 1_000_000
	}
	var list []int
	for _, n := range []int{10_000, 100_000, 1_000_000} {
		if n <= most {
			list = append(list, n)
		}
	}
	return list
}

// mostFiles is the most assessments that are measured in a file for each.
const mostFiles = 100_000

// BenchmarkMany measures whole commands as processes, on collections that
// grow: taking assessments in from YAML files, JSON files and lines of JSON,
// the table by country, and one more assessment, on SQLite and PostgreSQL; and
// the question of pandas and DuckDB, what is in the files by country, from the
// same files. Each figure is that of the fastest of some runs: wall-clock and
// processor time (of the client, where there is a server) and the peak of
// resident memory. In the end it prints how the costs grow, and ratios.
//
// The peers read the values of all items and give counts and quartiles of each
// by country. csi checks every file, scores it, keeps it in a collection on
// disk and then gives the same, and more than forty other measures. Their
// answers are compared with the collection's: with another one the benchmark
// fails.
func BenchmarkMany(b *testing.B) {
	m := newMeasuring(b)
	for _, n := range sizes() {
		m.size(b, n)
	}
	fmt.Print("\n" + m.summary())
}

// measuring is a run of BenchmarkMany.
type measuring struct {
	csi, meter, dir string
	python, modules string // "" for none
	items           []string
	all             []measured
}

// usage is what a process took.
type usage struct {
	Wall, CPU float64 // seconds
	MiB       float64 // peak of resident memory
}

// measured is one step at one size.
type measured struct {
	step string
	n    int
	usage
}

// meterProgram runs a program and says what it took. A process starts as a copy of the
// one that starts it and is charged for it, so the test itself is too large to
// measure from.
const meterProgram = `package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"syscall"
	"time"
)

func main() {
	cmd := exec.Command(os.Args[1], os.Args[2:]...)
	cmd.Stderr = os.Stderr
	start := time.Now()
	if err := cmd.Run(); err != nil {
		os.Stderr.WriteString(err.Error())
		os.Exit(1)
	}
	took := time.Since(start)
	used := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	json.NewEncoder(os.Stdout).Encode(map[string]float64{"Wall": took.Seconds(),
		"CPU": (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds(), "MiB": float64(used.Maxrss) / 1024})
}
`

func newMeasuring(b *testing.B) *measuring {
	m := &measuring{dir: b.TempDir()}
	m.csi, m.meter = filepath.Join(m.dir, "csi"), filepath.Join(m.dir, "meter")
	source := filepath.Join(m.dir, "meter.go")
	if err := os.WriteFile(source, []byte(meterProgram), 0o600); err != nil {
		b.Fatal(err)
	}
	for bin, what := range map[string]string{m.csi: "csi/cmd/csi", m.meter: source} {
		cmd := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", bin, what)
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("build: %v\n%s", err, out)
		}
	}
	var q struct {
		Sections []struct{ Items []struct{ ID string } }
	}
	out, err := exec.Command(m.csi, "questionnaire", "show", "core-cso", "--json").Output()
	if err == nil {
		err = json.Unmarshal(out, &q)
	}
	if err != nil {
		b.Fatal(err)
	}
	for _, s := range q.Sections {
		for _, it := range s.Items {
			m.items = append(m.items, it.ID)
		}
	}
	for _, python := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(python, "-c", "import pandas").Run() == nil {
			m.python = python
			break
		}
	}
	if modules, err := filepath.Abs("../../bin/tools/peers"); err == nil {
		if _, err := os.Stat(filepath.Join(modules, "node_modules", "@duckdb", "node-api", "package.json")); err == nil {
			m.modules = modules
		}
	}
	return m
}

// size measures everything at one size.
func (m *measuring) size(b *testing.B, n int) {
	lines := filepath.Join(m.dir, fmt.Sprintf("%d.jsonl", n))
	defer os.Remove(lines)
	m.simulate(b, n, 1, lines)
	m.simulate(b, 1, 1000, filepath.Join(m.dir, "more"))
	more := filepath.Join(m.dir, "more", "fictional-0000", "fictional-0000000.csi.yaml")
	db := filepath.Join(m.dir, fmt.Sprintf("%d.db", n))
	defer os.Remove(db)
	runs := map[int]int{10_000: 3, 100_000: 2, 1_000_000: 1}[n]
	if n <= mostFiles {
		yaml := filepath.Join(m.dir, "yaml")
		m.simulate(b, n, 1, yaml)
		m.step(b, "add/yaml-files", n, runs, m.fresh(db), m.csi, "benchmark", "add", yaml, "--db", db)
		os.RemoveAll(yaml)
		files := filepath.Join(m.dir, "json")
		split(b, lines, files)
		m.step(b, "add/json-files", n, runs, m.fresh(db), m.csi, "benchmark", "add", files, "--db", db)
		m.peers(b, "files", files, n, runs, db)
		os.RemoveAll(files)
	}
	m.step(b, "add/json-lines", n, runs, m.fresh(db), m.csi, "benchmark", "add", lines, "--db", db)
	m.peers(b, "lines", lines, n, runs, db)
	for _, step := range []struct{ name, where string }{{"", db}, {"postgres/", m.postgres(b)}} {
		if step.where == "" {
			continue
		}
		if step.name != "" {
			m.step(b, step.name+"add/json-lines", n, runs, m.emptied(step.where), m.csi, "benchmark", "add", lines, "--db", step.where)
		}
		m.step(b, step.name+"show", n, 5, nil, m.csi, "benchmark", "show", "--by", "country", "--db", step.where)
		m.step(b, step.name+"show-items", n, 5, nil, m.csi, "benchmark", "show", "--by", "country", "--item", "all", "--json", "--db", step.where)
		first := true
		m.step(b, step.name+"one-more", n, 5, func(b *testing.B) {
			if !first { // adding it again must add it
				m.run(b, "remove", more, "--db", step.where)
			}
			first = false
		}, m.csi, "benchmark", "add", more, "--db", step.where)
	}
}

// simulate makes assessments up.
func (m *measuring) simulate(b *testing.B, n, seed int, to string) {
	b.Helper()
	os.RemoveAll(to)
	m.run(b, "simulate", "-n", strconv.Itoa(n), "--seed", strconv.Itoa(seed), "-o", to)
}

// run runs a command of csi benchmark that is not measured.
func (m *measuring) run(b *testing.B, args ...string) {
	b.Helper()
	if out, err := exec.Command(m.csi, append([]string{"benchmark"}, args...)...).CombinedOutput(); err != nil {
		b.Fatalf("csi benchmark %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// fresh removes the file of a collection.
func (m *measuring) fresh(db string) func(*testing.B) {
	return func(*testing.B) { os.Remove(db) }
}

// step measures a command: the fastest of at least some runs. before is run
// before each.
func (m *measuring) step(b *testing.B, name string, n, runs int, before func(*testing.B), program string, args ...string) {
	var best usage
	b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
		one := func() {
			if before != nil {
				before(b)
			}
			u := m.once(b, program, args...)
			if best.Wall == 0 {
				best = u
			}
			best.Wall, best.CPU, best.MiB = min(best.Wall, u.Wall), min(best.CPU, u.CPU), max(best.MiB, u.MiB)
		}
		did := 0
		for b.Loop() {
			one()
			did++
		}
		for ; did < runs; did++ {
			one()
		}
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(best.Wall, "wall-s")
		b.ReportMetric(best.CPU, "cpu-s")
		b.ReportMetric(best.MiB, "MiB")
	})
	if best.Wall > 0 {
		m.all = append(m.all, measured{name, n, best})
	}
}

// once runs a program and says what it took.
func (m *measuring) once(b *testing.B, program string, args ...string) usage {
	b.Helper()
	var u usage
	var faults bytes.Buffer
	cmd := exec.Command(m.meter, append([]string{program}, args...)...)
	cmd.Stderr = &faults
	out, err := cmd.Output()
	if err == nil {
		err = json.Unmarshal(out, &u)
	}
	if err != nil {
		b.Fatalf("%s %s: %v\n%s", program, strings.Join(args, " "), err, faults.String())
	}
	return u
}

// split writes every line of a file into a file of its own, a thousand in a
// folder.
func split(b *testing.B, lines, dir string) {
	b.Helper()
	data, err := os.ReadFile(lines)
	if err != nil {
		b.Fatal(err)
	}
	i := 0
	for line := range bytes.Lines(data) {
		folder := filepath.Join(dir, strconv.Itoa(i/1000))
		if i%1000 == 0 {
			if err := os.MkdirAll(folder, 0o700); err != nil {
				b.Fatal(err)
			}
		}
		if err := os.WriteFile(filepath.Join(folder, strconv.Itoa(i)+".json"), line, 0o600); err != nil {
			b.Fatal(err)
		}
		i++
	}
}
