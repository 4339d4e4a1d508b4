package org.omnigraph.engine.index;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.CodepointCountFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.tartarus.snowball.ext.EnglishStemmer;

/// Text to tokens (query-language.md §8.1): Unicode word boundaries, lower case, folded to ASCII, none over 40
/// characters, no English stop words, and, in the stemmed form, Porter 2 stems. Keeps buffers: one thread at a time.
public final class TextAnalysis {
    private static final int TOKEN_CHARACTERS_MAX = 40;
    private static final int BUFFER_CHARACTERS_MIN = 255;
    private static final CharArraySet STOP_WORDS = CharArraySet.unmodifiableSet(new CharArraySet(
            List.of(
                    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no",
                    "not", "of", "on", "or", "such", "that", "the", "their", "then", "there", "these", "they", "this",
                    "to", "was", "will", "with"),
            false));

    private final StandardTokenizer tokenizer;
    private final TokenStream stream;
    private final CharTermAttribute term;

    /// @param charactersMax the length of the longest text that will be analysed
    public TextAnalysis(TextIndex.Form form, int charactersMax) {
        tokenizer = new StandardTokenizer();
        // A token beyond this limit would be cut in two; whole, the length filter drops it.
        tokenizer.setMaxTokenLength(
                Math.clamp(charactersMax, BUFFER_CHARACTERS_MIN, StandardTokenizer.MAX_TOKEN_LENGTH_LIMIT));
        TokenStream words = new StopFilter(
                new CodepointCountFilter(
                        new ASCIIFoldingFilter(new LowerCaseFilter(tokenizer)), 1, TOKEN_CHARACTERS_MAX),
                STOP_WORDS);
        stream = switch (form) {
            case STEMMED -> new SnowballFilter(words, new EnglishStemmer());
            case UNSTEMMED -> words;
        };
        term = stream.addAttribute(CharTermAttribute.class);
    }

    /// The tokens of a text in order, repeats included.
    public List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        try {
            tokenizer.setReader(new StringReader(text));
            stream.reset();
            while (stream.incrementToken()) {
                tokens.add(term.toString());
            }
            stream.end();
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException("reading a string does not fail", e);
        }
        return tokens;
    }
}
