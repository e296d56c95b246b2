package main

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite golden files and expected output in scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"csi": func() { os.Exit(run()) }})
}

// TestScript runs the dialogues of testdata/script: every command, every exit
// code, every hint, as a person types them.
func TestScript(t *testing.T) {
	t.Parallel()
	testdata, err := filepath.Abs(filepath.Join(root, "testdata"))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join(testdata, "script"),
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("TESTDATA", testdata)
			env.Setenv("LANG", "en_GB.UTF-8")
			return nil
		},
	})
}
