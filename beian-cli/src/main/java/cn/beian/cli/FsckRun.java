package cn.beian.cli;

import cn.beian.ledger.Fault;
import cn.beian.ledger.LedgerMessages;
import cn.beian.server.offline.OfflineLedger;
import cn.beian.server.records.RecordCheck;
import java.io.IOException;

/** Rebuilds the ledger of a data folder from its entries, and reports each fault in a sentence. */
final class FsckRun {
  private final Console console;

  FsckRun(Console console) {
    this.console = console;
  }

  int over(OfflineLedger ledger) throws IOException {
    RecordCheck.Result result;
    try (ProgressLine progress = new ProgressLine(console, console.text("fsck.reading"))) {
      long size = Math.max(1, ledger.size());
      result = ledger.fsck(done -> progress.at((int) (done * 1000 / size), 1000, ""));
    }
    LedgerMessages sentences = new LedgerMessages(console.language().locale());
    for (Fault fault : result.ledger().faults()) {
      console.write(sentences.text(fault) + "\n");
    }
    for (RecordCheck.RecordFault fault : result.faults()) {
      console.print("fsck." + fault.kind(), fault.index(), fault.number(), fault.revision());
    }
    if (result.ledger().furtherFaults() > 0) {
      console.print("fsck.further", result.ledger().furtherFaults());
    }
    long faults =
        result.ledger().faults().size() + result.ledger().furtherFaults() + result.faults().size();
    console.print(
        result.clean() ? "fsck.clean" : "fsck.broken",
        result.ledger().entries(),
        result.ledger().checkpoints(),
        faults);
    return result.clean() ? ExitCode.PASSED : ExitCode.BLOCKED;
  }
}
