package questionnaires

import (
	"errors"
	"fmt"
	"path"
	"regexp"

	"csi/questionnaires/yamldoc"
)

// read gives a built-in file.
func read(name string) []byte {
	data, err := builtin.ReadFile(path.Join(folder, name))
	if err != nil {
		panic(fmt.Sprintf("embedded %s: %v", name, err))
	}
	return data
}

// anyPrint finds fingerprints.
func anyPrint() *regexp.Regexp { return regexp.MustCompile(`source: [0-9a-f]{8}`) }

// faultsOf gives the faults that an error lists; nil when it lists none.
func faultsOf(err error) []yamldoc.Diagnostic {
	var content *FaultsError
	if errors.As(err, &content) {
		return content.Faults
	}
	return nil
}
