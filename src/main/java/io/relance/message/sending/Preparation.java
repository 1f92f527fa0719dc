package io.relance.message.sending;

import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.message.link.ShortLinks;
import io.relance.message.link.ShortLinks.ShortLink;
import io.relance.message.sending.AskAgain.Answer;
import io.relance.message.spi.HandOver.Deferred;
import io.relance.message.writing.Writing;
import io.relance.message.writing.Writing.Ready;
import io.relance.message.writing.Writing.Unwritten;
import io.relance.message.writing.Writing.Written;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/** Makes messages ready to leave, or says why they do not: a batch in stages, each with one read for all. */
@Component
class Preparation {

    private static final Logger log = LoggerFactory.getLogger(Preparation.class);

    private final Contacts contacts;
    private final Doubts doubts;
    private final AskAgain askAgain;
    private final Writing writing;
    private final ShortLinks shortLinks;
    private final BackOff backOff;

    Preparation(
            Contacts contacts,
            Doubts doubts,
            AskAgain askAgain,
            Writing writing,
            ShortLinks shortLinks,
            BackOff backOff) {
        this.contacts = contacts;
        this.doubts = doubts;
        this.askAgain = askAgain;
        this.writing = writing;
        this.shortLinks = shortLinks;
        this.backOff = backOff;
    }

    /** A message ready to leave. */
    record Leaving(Claimed message, Ready ready) {}

    /** What a batch came to so far. */
    record Prepared(List<Leaving> leaving, List<Settled> settled) {}

    /** Prepares; where that fails, each message alone, so that one cannot harm the others. */
    Prepared prepare(List<Claimed> messages, Instant now) {
        Prepared prepared = new Prepared(new ArrayList<>(), new ArrayList<>());
        try {
            Prepared all = inStages(messages, now);
            prepared.leaving().addAll(all.leaving());
            prepared.settled().addAll(all.settled());
        } catch (DataAccessResourceFailureException
                | TransientDataAccessException
                | CannotCreateTransactionException e) {
            log.warn("{} messages wait for the database", messages.size(), e);
            messages.forEach(message -> prepared.settled()
                    .add(new Settled(message, new Outcome.Untouched(now, "the database did not answer", false, null))));
        } catch (RuntimeException | Error e) {
            alone(messages, now, prepared, e);
        }
        return prepared;
    }

    private void alone(List<Claimed> messages, Instant now, Prepared prepared, Throwable failure) {
        if (messages.size() > 1) {
            for (Claimed message : messages) {
                Prepared one = prepare(List.of(message), now);
                prepared.leaving().addAll(one.leaving());
                prepared.settled().addAll(one.settled());
            }
        } else {
            Claimed message = messages.get(0);
            log.warn("message {} could not be prepared and will be tried again", message.id(), failure);
            Deferred why = new Deferred(String.valueOf(failure), null);
            prepared.settled().add(new Settled(message, backOff.after(message, why, now)));
        }
    }

    private Prepared inStages(List<Claimed> messages, Instant now) {
        Map<ContactId, Contact> people = contacts.findAll(
                messages.stream().map(message -> message.draft().contact()).collect(Collectors.toSet()));
        List<Settled> settled = new ArrayList<>(
                doubts.resolve(messages.stream().filter(Claimed::doubtful).toList(), people, now));
        List<Claimed> sure =
                messages.stream().filter(message -> !message.doubtful()).toList();
        List<Answer> answers = askAgain.ask(sure, people, now);
        answers.stream()
                .filter(answer -> answer.instead() != null)
                .forEach(answer -> settled.add(new Settled(answer.message(), answer.instead())));
        List<Leaving> leaving = written(
                answers.stream().filter(answer -> answer.instead() == null).toList(), settled);
        shortLinks.keep(leaving.stream()
                .<ShortLink>flatMap(message -> message.ready().shortLinks().stream())
                .toList());
        return new Prepared(leaving, settled);
    }

    private List<Leaving> written(List<Answer> answers, List<Settled> settled) {
        List<Leaving> leaving = new ArrayList<>();
        Map<Long, Written> written = writing.write(answers.stream()
                .map(answer -> answer.message().about(answer.about()))
                .toList());
        for (Answer answer : answers) {
            Claimed message = answer.message();
            if (written.get(message.id()) instanceof Ready ready) {
                leaving.add(new Leaving(message, ready));
            } else {
                Unwritten not = (Unwritten) written.get(message.id());
                settled.add(new Settled(message, new Outcome.Skipped(not.reason(), not.detail(), not.french())));
            }
        }
        return leaving;
    }
}
