// Command stockverifier checks a proof of a ledger with software that beian did not write:
// golang.org/x/mod/sumdb/note reads and verifies the signed note, golang.org/x/mod/sumdb/tlog the
// Merkle proof. Only the few lines that put those together are here.
//
//	stockverifier CHECKPOINT VKEY ENTRY PROOF.tlog-proof
//	stockverifier CHECKPOINT VKEY UPDATE
//	stockverifier PREFIX VKEY
//
// CHECKPOINT, ENTRY, PROOF and UPDATE are files, VKEY is the text of the log's public key. It exits
// with 0 if the checkpoint and the one inside the proof are signed by that key, are the same, and
// cover the entry, or if the checkpoint inside the update is signed by that key and continues
// CHECKPOINT. PREFIX is a folder or http address that holds checkpoint and tile/ as
// c2sp.org/tlog-tiles has them: then every tile and every entry is read, and 0 means that the tiles
// lead to the signed root and the entries are those of the tiles. It exits with 1, and a sentence on standard error, if not; with 2 if it is called wrongly.
package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	var tree tlog.Tree
	var err error
	switch len(os.Args) {
	case 3:
		tree, err = verifyTiles(os.Args[1], os.Args[2])
	case 4:
		tree, err = verifyUpdate(os.Args[1], os.Args[2], os.Args[3])
	case 5:
		tree, err = verifyEntry(os.Args[1], os.Args[2], os.Args[3], os.Args[4])
	default:
		fmt.Fprintln(os.Stderr, "usage: stockverifier CHECKPOINT VKEY (ENTRY PROOF.tlog-proof | UPDATE), or PREFIX VKEY")
		os.Exit(2)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "refused:", err)
		os.Exit(1)
	}
	fmt.Printf("accepted: tree of %d, root %v\n", tree.N, tree.Hash)
}

func verifyEntry(checkpointFile, vkey, entryFile, proofFile string) (tlog.Tree, error) {
	tree, err := openCheckpointFile(checkpointFile, vkey)
	if err != nil {
		return tree, err
	}
	entry, err := os.ReadFile(entryFile)
	if err != nil {
		return tree, err
	}
	lines, inside, err := readProofFile(proofFile, vkey)
	if err != nil {
		return tree, err
	}
	if inside != tree {
		return tree, errors.New("proof is for another checkpoint")
	}
	index, path, err := parseProof(lines)
	if err != nil {
		return tree, err
	}
	return tree, tlog.CheckRecord(path, tree.N, tree.Hash, index, tlog.RecordHash(entry))
}

func verifyUpdate(checkpointFile, vkey, updateFile string) (tlog.Tree, error) {
	older, err := openCheckpointFile(checkpointFile, vkey)
	if err != nil {
		return older, err
	}
	lines, newer, err := readProofFile(updateFile, vkey)
	if err != nil {
		return newer, err
	}
	if lines[0] != fmt.Sprintf("old %d", older.N) {
		return newer, errors.New("update is from another size")
	}
	path, err := parseHashes(lines[1:])
	if err != nil {
		return newer, err
	}
	return newer, tlog.CheckTree(path, newer.N, newer.Hash, older.N, older.Hash)
}

// tileFiles reads tiles of height 8 for tlog, which names them tile/8/L/N instead of tile/L/N.
type tileFiles string

func (prefix tileFiles) Height() int { return 8 }

func (prefix tileFiles) SaveTiles([]tlog.Tile, [][]byte) {}

func (prefix tileFiles) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		path := strings.TrimPrefix(tile.Path(), "tile/8/")
		data, err := prefix.read("tile/" + strings.Replace(path, "data/", "entries/", 1))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func (prefix tileFiles) read(path string) ([]byte, error) {
	if !strings.HasPrefix(string(prefix), "http") {
		return os.ReadFile(string(prefix) + "/" + path)
	}
	answer, err := http.Get(string(prefix) + "/" + path)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, errors.New(path + ": " + answer.Status)
	}
	return io.ReadAll(answer.Body)
}

func verifyTiles(address, vkey string) (tlog.Tree, error) {
	prefix := tileFiles(strings.TrimSuffix(address, "/"))
	signed, err := prefix.read("checkpoint")
	if err != nil {
		return tlog.Tree{}, err
	}
	tree, err := openCheckpoint(signed, vkey)
	if err != nil {
		return tree, err
	}
	hashes := tlog.TileHashReader(tree, prefix) // refuses tiles that do not lead to tree.Hash
	for first := int64(0); first < tree.N; first += 256 {
		width := tree.N - first
		if width > 256 {
			width = 256
		}
		data, err := prefix.ReadTiles([]tlog.Tile{{H: 8, L: -1, N: first / 256, W: int(width)}})
		if err != nil {
			return tree, err
		}
		if err := verifyBundle(data[0], first, width, hashes); err != nil {
			return tree, err
		}
	}
	return tree, nil
}

// verifyBundle reads entries, each behind its length in two bytes.
func verifyBundle(data []byte, first, width int64, hashes tlog.HashReader) error {
	for index := first; index < first+width; index++ {
		if len(data) < 2 || len(data)-2 < int(binary.BigEndian.Uint16(data)) {
			return fmt.Errorf("bundle ends within entry %d", index)
		}
		end := 2 + int(binary.BigEndian.Uint16(data))
		leaf, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
		if err != nil {
			return err
		}
		if leaf[0] != tlog.RecordHash(data[2:end]) {
			return fmt.Errorf("entry %d is not that of the tile", index)
		}
		data = data[end:]
	}
	if len(data) > 0 {
		return errors.New("bundle goes on after its last entry")
	}
	return nil
}

// readProofFile splits at the blank line; what follows is a checkpoint.
func readProofFile(file, vkey string) ([]string, tlog.Tree, error) {
	proof, err := os.ReadFile(file)
	if err != nil {
		return nil, tlog.Tree{}, err
	}
	head, signed, found := bytes.Cut(proof, []byte("\n\n"))
	if !found {
		return nil, tlog.Tree{}, errors.New("proof has no blank line")
	}
	tree, err := openCheckpoint(signed, vkey)
	if err != nil {
		return nil, tree, fmt.Errorf("checkpoint in proof: %w", err)
	}
	return strings.Split(string(head), "\n"), tree, nil
}

func openCheckpointFile(file, vkey string) (tlog.Tree, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return tlog.Tree{}, err
	}
	return openCheckpoint(text, vkey)
}

// openCheckpoint verifies c2sp.org/signed-note and reads c2sp.org/tlog-checkpoint.
func openCheckpoint(text []byte, vkey string) (tlog.Tree, error) {
	key, err := note.NewVerifier(vkey)
	if err != nil {
		return tlog.Tree{}, err
	}
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
func parseProof(lines []string) (index int64, path tlog.RecordProof, err error) {
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
	hashes, err := parseHashes(lines[1:])
	return index, hashes, err
}

func parseHashes(lines []string) ([]tlog.Hash, error) {
	var hashes []tlog.Hash
	for _, line := range lines {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return nil, err
		}
		hashes = append(hashes, hash)
	}
	return hashes, nil
}
