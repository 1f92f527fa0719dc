package io.relance.journey.word;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** One kind of fact: read for everybody who is expected at the first ask for one of them, then remembered. */
class ReadAhead<K, V> {

    private final Function<Collection<K>, Map<K, V>> read;
    private final Set<K> expected = new LinkedHashSet<>();
    private final Map<K, V> known = new HashMap<>();

    /** @param read answers for those of whom there is something */
    ReadAhead(Function<Collection<K>, Map<K, V>> read) {
        this.read = read;
    }

    /** Somebody may be asked about later. */
    void expect(K key) {
        if (key != null && !known.containsKey(key)) {
            expected.add(key);
        }
    }

    /** Null when there is nothing. */
    V get(K key) {
        if (!known.containsKey(key)) {
            expected.add(key);
            Map<K, V> found = read.apply(expected);
            expected.forEach(each -> known.put(each, found.get(each)));
            expected.clear();
        }
        return known.get(key);
    }

    /** For many, by the keys asked for; those of whom there is nothing are missing. */
    Map<K, V> getAll(Collection<K> keys) {
        keys.forEach(this::expect);
        Map<K, V> found = new HashMap<>();
        for (K key : keys) {
            V value = get(key);
            if (value != null) {
                found.put(key, value);
            }
        }
        return found;
    }

    /** All there is of those read so far. */
    Collection<V> known() {
        return known.values().stream().filter(Objects::nonNull).toList();
    }

    /** What is known already need not be read. */
    void know(Map<K, V> read) {
        known.putAll(read);
        expected.removeAll(read.keySet());
    }

    /** Something changed: to be read again, together with the next that is. */
    void forget(K key) {
        if (known.containsKey(key)) {
            known.remove(key);
            expected.add(key);
        }
    }
}
