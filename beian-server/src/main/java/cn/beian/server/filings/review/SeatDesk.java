package cn.beian.server.filings.review;

import cn.beian.filing.Role;
import cn.beian.filing.form.Question;
import cn.beian.filing.review.JointDecision.Opinion;
import cn.beian.server.filings.Gap;
import cn.beian.server.filings.SeatMark;
import cn.beian.server.filings.store.CaseStore.SeatVote;
import java.util.List;
import java.util.Optional;

/**
 * What the person of this request has before him as a seat of the provincial review: what his own
 * seat wrote, and of the other seat only what both may read.
 *
 * @param marks of his own seat, in the order of their writing
 * @param vote of his own seat
 * @param other the list of the other seat, once both have voted
 */
public record SeatDesk(
    Role seat,
    List<SeatMark> marks,
    Optional<SeatVote> vote,
    List<SeatMark> other,
    LaterList allowed) {
  public SeatDesk {
    marks = List.copyOf(marks);
    other = List.copyOf(other);
  }

  /** Whether the list can be written: it is closed while the vote stands. */
  public boolean open() {
    return vote.isEmpty();
  }

  /** The list of this seat. */
  public List<SeatMark> list() {
    return marks.stream().filter(SeatMark::lacking).toList();
  }

  /** What the seat says of an answer. */
  public Optional<SeatMark> mark(Question question) {
    return marks.stream().filter(one -> one.question().equals(question)).findFirst();
  }

  /** Whether an answer may be put on the list. */
  public boolean mayAsk(Question question) {
    return open() && allowed.takes(question);
  }

  /** Whether a list was told before, so that this one is bound. */
  public boolean later() {
    return allowed.later();
  }

  /** What the list before asked of an answer. */
  public Optional<Gap> asked(Question question) {
    return allowed.asked(question);
  }

  /** What was asked before and has no word of this seat yet. */
  public List<Gap> unseen() {
    return allowed.before().stream().filter(gap -> mark(gap.question()).isEmpty()).toList();
  }

  /** What follows from the list as it stands: the button that is filled. */
  public Opinion proposed() {
    return list().isEmpty() ? Opinion.COMPLETE : Opinion.ASK_SUPPLEMENT;
  }
}
