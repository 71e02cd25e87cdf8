// Command stockverifier checks a proof of a ledger with software that beian did not write:
// golang.org/x/mod/sumdb/note reads and verifies the signed note, golang.org/x/mod/sumdb/tlog the
// Merkle proof. Only the few lines that put those together are here.
//
//	stockverifier CHECKPOINT VKEY ENTRY PROOF.tlog-proof
//
// CHECKPOINT, ENTRY and PROOF are files, VKEY is the text of the log's public key. It exits with 0
// if the checkpoint and the one inside the proof are signed by that key, are the same, and cover the
// entry; with 1, and a sentence on standard error, if not; with 2 if it is called wrongly.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	if len(os.Args) != 5 {
		fmt.Fprintln(os.Stderr, "usage: stockverifier CHECKPOINT VKEY ENTRY PROOF.tlog-proof")
		os.Exit(2)
	}
	tree, err := verify(os.Args[1], os.Args[2], os.Args[3], os.Args[4])
	if err != nil {
		fmt.Fprintln(os.Stderr, "refused:", err)
		os.Exit(1)
	}
	fmt.Printf("accepted: tree of %d, root %v\n", tree.N, tree.Hash)
}

func verify(checkpointFile, vkey, entryFile, proofFile string) (tlog.Tree, error) {
	checkpoint, err := os.ReadFile(checkpointFile)
	if err != nil {
		return tlog.Tree{}, err
	}
	entry, err := os.ReadFile(entryFile)
	if err != nil {
		return tlog.Tree{}, err
	}
	proof, err := os.ReadFile(proofFile)
	if err != nil {
		return tlog.Tree{}, err
	}
	key, err := note.NewVerifier(vkey)
	if err != nil {
		return tlog.Tree{}, err
	}
	tree, err := openCheckpoint(checkpoint, key)
	if err != nil {
		return tree, fmt.Errorf("checkpoint: %w", err)
	}
	head, signed, found := bytes.Cut(proof, []byte("\n\n"))
	if !found {
		return tree, errors.New("proof has no blank line")
	}
	inside, err := openCheckpoint(signed, key)
	if err != nil {
		return tree, fmt.Errorf("checkpoint in proof: %w", err)
	}
	if inside != tree {
		return tree, errors.New("proof is for another checkpoint")
	}
	index, path, err := parseProof(string(head))
	if err != nil {
		return tree, err
	}
	return tree, tlog.CheckRecord(path, tree.N, tree.Hash, index, tlog.RecordHash(entry))
}

// openCheckpoint verifies c2sp.org/signed-note and reads c2sp.org/tlog-checkpoint.
func openCheckpoint(text []byte, key note.Verifier) (tlog.Tree, error) {
	opened, err := note.Open(text, note.VerifierList(key))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != key.Name() {
		return tlog.Tree{}, errors.New("not a checkpoint of " + key.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

// parseProof reads the head of c2sp.org/tlog-proof@v1.
func parseProof(head string) (index int64, path tlog.RecordProof, err error) {
	lines := strings.Split(head, "\n")
	if lines[0] != "c2sp.org/tlog-proof@v1" {
		return 0, nil, errors.New("not a tlog-proof")
	}
	lines = lines[1:]
	if len(lines) > 0 && strings.HasPrefix(lines[0], "extra ") {
		lines = lines[1:]
	}
	if len(lines) == 0 || !strings.HasPrefix(lines[0], "index ") {
		return 0, nil, errors.New("proof has no index")
	}
	if index, err = strconv.ParseInt(lines[0][len("index "):], 10, 64); err != nil {
		return 0, nil, err
	}
	for _, line := range lines[1:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return 0, nil, err
		}
		path = append(path, hash)
	}
	return index, path, nil
}
