# Makes generalization.json: weighted scores, their standard errors and crossings, deployment, TF-IDF
# cosines and logistic regressions in base R 4.2.2 and sandwich, independently of
# src/stats/generalization.
# Run: Rscript generalization.R > generalization.json
suppressPackageStartupMessages({ library(sandwich); library(jsonlite) })
set.seed(81)
models <- c("small", "middle", "large"); pairs <- 80
d <- do.call(rbind, lapply(seq_along(models), function(m) data.frame(
  model = m - 1, pair = 0:(pairs - 1), previous = rbinom(pairs, 1, 0.3 + 0.15 * m),
  current = rbinom(pairs, 1, 0.3 + 0.15 * m), change = round(rbeta(pairs, 2, 2), 4))))
d$belief <- ifelse(d$previous == 1, d$change * 0.9, d$change * 0.3) + (1 - d$change) * 0.6
score <- function(x, w, nll) {
  held <- ifelse(x$current == 1, x$belief, 1 - x$belief)
  weighted.mean(if (nll) -log(held) else held, ifelse(x$current == 1, 1, w))
}
se <- function(x, w) {
  held <- ifelse(x$current == 1, x$belief, 1 - x$belief)
  weight <- ifelse(x$current == 1, 1, w)
  fit <- lm(held ~ 1, weights = weight)
  sqrt(vcovCL(fit, cluster = x$pair, type = "HC0")[1, 1])
}
weights <- c(0.5, 1, 19, 99)
of <- lapply(0:2, function(m) d[d$model == m, ])
table <- lapply(of, function(x) lapply(weights, function(w)
  list(accuracy = score(x, w, FALSE), nll = score(x, w, TRUE), se = se(x, w))))
# Crossings by a fine search and uniroot.
grid <- exp(seq(log(0.5), log(99), length.out = 20000))
flips <- list()
for (nll in c(FALSE, TRUE)) for (i in 1:2) for (j in (i + 1):3) {
  f <- Vectorize(function(w) (score(of[[i]], w, nll) - score(of[[j]], w, nll)))
  v <- f(grid)
  for (k in which(v[-1] * v[-length(v)] < 0))
    flips <- c(flips, list(list(measure = if (nll) "nll" else "accuracy", pair = c(i - 1, j - 1),
      weight = uniroot(f, grid[k + 0:1], tol = 1e-13)$root)))
}
top <- of[[3]]
deployed <- lapply(c(0.4, 0.6, 0.7), function(t) list(threshold = t, n = sum(top$belief >= t),
  correct = sum(top$current[top$belief >= t])))

# A survey with texts.
vocabulary <- c("capital", "of", "river", "France", "Peru", "sum", "the", "prime", "number", "2",
  "longest", "is", "which", "país", "in")
words <- function(k) paste(sample(vocabulary, k, TRUE), collapse = " ")
n <- 160
texts <- replicate(40, words(sample(3:9, 1)))
q1 <- sample(texts, n, TRUE); q2 <- sample(texts, n, TRUE)
documents <- unique(c(q1, q2))
tokens <- strsplit(tolower(documents), " ")
terms <- unique(unlist(tokens))
tf <- t(sapply(tokens, function(x) table(factor(x, terms))))
idf <- log((1 + length(documents)) / (1 + colSums(tf > 0))) + 1
m <- sweep(tf, 2, idf, "*"); m <- m / sqrt(rowSums(m^2)); rownames(m) <- documents
similarity <- rowSums(m[q1, ] * m[q2, ])
source1 <- sample(c("a", "b", "c"), n, TRUE); source2 <- sample(c("a", "b", "c"), n, TRUE)
previous <- rbinom(n, 1, 0.5); same <- as.numeric(source1 == source2)
change <- rbinom(n, 1, plogis(-1 - 0.7 * previous + 0.8 * same + 2 * similarity))
pair <- as.integer(factor(paste(q1, q2))) - 1
fit <- glm(change ~ previous + same + similarity, binomial, control = glm.control(1e-15, 100))
out <- list(
  deployments = d[c("model", "pair", "previous", "current", "change", "belief")], weights = weights,
  table = table, flips = flips, deployed = deployed, accuracy = lapply(of, function(x) mean(x$current)),
  survey = list(q1 = q1, q2 = q2, source1 = source1, source2 = source2, previous = previous,
    change = change, pair = pair, similarity = unname(similarity)),
  estimate = unname(coef(fit)), se = unname(sqrt(diag(vcovCL(fit, cluster = pair, type = "HC1")))),
  tagged = list(a = "<b>Which <br>river</b> is < 2?", words = c("which", "river", "is", "2")))
cat(toJSON(out, digits = NA, auto_unbox = TRUE, dataframe = "columns"), "\n")
