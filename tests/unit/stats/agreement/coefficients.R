# Makes coefficients.json: agreement coefficients of pairs and pooled matrices in R 4.2.2, by stats::cor
# (Pearson, Spearman, Kendall) and by the definitions of the other two, independently of
# src/stats/agreement. Run: Rscript coefficients.R > coefficients.json
library(jsonlite)
set.seed(20260301)

# Cohen (1968): 1 - observed / expected squared distance over the table of grades.
kappa2 <- function(x, y) {
  grades <- sort(unique(c(x, y)))
  p <- table(factor(x, grades), factor(y, grades)) / length(x)
  w <- outer(grades, grades, function(a, b) (a - b)^2)
  1 - sum(w * p) / sum(w * outer(rowSums(p), colSums(p)))
}
# Wilcox (2012), section 9.3.8.
bicor <- function(x, y) {
  weigh <- function(v) {
    u <- (v - median(v)) / (9 * mad(v, constant = 1))
    (v - median(v)) * (1 - u^2)^2 * (abs(u) < 1)
  }
  if (mad(x) == 0 || mad(y) == 0) return(NA)
  a <- weigh(x)
  b <- weigh(y)
  sum(a * b) / sqrt(sum(a^2) * sum(b^2))
}
all5 <- function(x, y) {
  both <- !is.na(x) & !is.na(y)
  x <- x[both]
  y <- y[both]
  if (length(x) < 2) return(list(n = length(x), pearson = NA, spearman = NA, kendall = NA, biweight = NA, kappa = NA))
  r <- function(method) suppressWarnings(cor(x, y, method = method))
  k <- kappa2(x, y)
  list(n = length(x), pearson = r("pearson"), spearman = r("spearman"), kendall = r("kendall"),
    biweight = bicor(x, y), kappa = if (is.nan(k)) NA else k)
}
# Rounded first, so that the values stored are the values used.
pair <- function(name, x, y) {
  x <- round(x, 8)
  y <- round(y, 8)
  list(name = name, x = x, y = y, expected = all5(x, y))
}
holes <- function(v, share) replace(v, runif(length(v)) < share, NA)
u <- rnorm(200)
base <- rnorm(80)
pairs <- list(
  pair("continuous", u + rnorm(200), u + rnorm(200)),
  pair("negative", u + rnorm(200), -u + rnorm(200)),
  pair("heavy tails", u[1:60] + rt(60, 1), u[1:60] + rt(60, 1)),
  pair("grades", round(3 + base + 0.5 * rnorm(80)), round(3 + base + 0.7 * rnorm(80))),
  pair("grades, one side constant", round(3 + base), rep(4, 80)),
  pair("both the same constant", rep(2, 6), rep(2, 6)),
  pair("constants that differ", rep(2, 6), rep(3, 6)),
  pair("a constant that is no round number", rep(0.1, 9), rnorm(9)),
  pair("missing pairs", holes(base + rnorm(80), 0.3), holes(base + rnorm(80), 0.2)),
  pair("missing pairs of grades", holes(round(3 + base), 0.3), holes(round(3 + base + 0.5 * rnorm(80)), 0.2)),
  pair("constant where both are", c(1, 1, 1, 1, 5, 6), c(2, 4, 6, 8, NA, NA)),
  pair("two items", c(1, 2.5), c(4, 3)),
  pair("two tied items", c(1, 1), c(4, 3)),
  pair("one item", c(1, NA), c(4, 3)),
  pair("nothing shared", c(1, 2, NA, NA), c(NA, NA, 3, 4)),
  pair("identical", base, base),
  pair("opposite", base, -base),
  pair("far from zero", 1e6 + base + rnorm(80), 1e6 + base + rnorm(80)),
  pair("zeros of both signs", c(-0.0, 0, 1, -1, 2), c(0, -0.0, 2, -3, 1))
)

# Three scorers with gaps on three tasks of different size; one task constant for one scorer.
tasks <- rep(1:3, c(40, 25, 8))
scores <- t(sapply(1:4, function(m) holes(round(3 + tasks + rnorm(73), 1), 0.1)))
common <- rnorm(73)
scores[1:3, ] <- round(scores[1:3, ] + rep(1, 3) %o% common, 1)
scores[2, tasks == 3] <- 4
pooled <- function(average) {
  lapply(c("pearson", "spearman", "kendall", "biweight", "kappa"), function(k) {
    sapply(1:4, function(a) sapply(1:4, function(b) {
      if (a == b) return(1)
      each <- lapply(1:3, function(t) all5(scores[a, tasks == t], scores[b, tasks == t]))
      r <- as.numeric(sapply(each, function(e) e[[k]]))
      n <- as.numeric(sapply(each, function(e) e$n))
      w <- if (average == "micro") n else rep(1, 3)
      sum((w * r)[!is.na(r)]) / sum(w[!is.na(r)])
    }))
  })
}
names <- c("pearson", "spearman", "kendall", "biweight", "kappa")
cat(toJSON(list(pairs = pairs, matrix = list(tasks = tasks, scores = scores,
  micro = setNames(pooled("micro"), names), macro = setNames(pooled("macro"), names))),
  auto_unbox = TRUE, na = "null", null = "null", digits = NA), "\n")
