# Makes pairs.json: paired comparisons of models on shared items in R 4.2.2, independently of
# src/stats/slices: CR2 and Satterthwaite's degrees of freedom by clubSandwich 0.5.8 (Pustejovsky), Holm by
# p.adjust, standard errors as if items were independent by their definition, and the differences
# and items of a power of 80 % by stats::qt and a search. Run: Rscript pairs.R > pairs.json
suppressPackageStartupMessages({
  library(clubSandwich)
  library(jsonlite)
})
set.seed(20260312)
study <- function(name, sizes, tasks, models, lost) {
  cluster <- rep(seq_along(sizes), sizes)
  items <- length(cluster)
  task <- if (tasks == 1) rep(1, items) else sample(1:tasks, items, TRUE)
  shared <- rnorm(max(cluster))[cluster] + rnorm(items)
  E <- sapply(1:models, function(m) round(abs(shared + 0.25 * m + rnorm(length(sizes))[cluster] + rnorm(items)), 3))
  E[runif(length(E)) < lost] <- NA
  pairs <- combn(models, 2, function(k) {
    both <- !is.na(E[, k[1]]) & !is.na(E[, k[2]])
    x <- E[both, k[1]]
    y <- E[both, k[2]]
    d <- x - y
    g <- cluster[both]
    t <- factor(task[both])
    n <- length(d)
    of <- function(fit, l) {
      k <- linear_contrast(fit, vcov = "CR2", cluster = g, contrasts = matrix(l, 1), test = "Satterthwaite")
      c(k$Est, k$SE, k$df, 2 * pt(-abs(k$Est / k$SE), k$df))
    }
    micro <- of(lm(d ~ 1), 1)
    macro <- if (nlevels(t) > 1) of(lm(d ~ 0 + t), rep(1 / nlevels(t), nlevels(t))) else micro
    list(a = k[1] - 1, b = k[2] - 1, items = n, clusters = length(unique(g)), micro = micro, macro = macro,
      correlation = cor(x, y), naive = sd(d) / sqrt(n), unpaired = sqrt((var(x) + var(y)) / n))
  }, simplify = FALSE)
  holm <- function(how) p.adjust(sapply(pairs, function(p) p[[how]][4]), "holm")
  list(name = name, cluster = cluster, task = task, errors = t(E), pairs = pairs, holm = list(micro = holm("micro"),
    macro = holm("macro")))
}
studies <- list(
  study("equal clusters, nothing missing", rep(3, 12), 1, 3, 0),
  study("uneven clusters in tasks, some missing", c(1, 6, 3, 2, 9, 4, 4, 1, 5, 2, 7), 3, 4, 0.08),
  study("an item a cluster", rep(1, 40), 2, 3, 0.05),
  study("two items", c(1, 1), 1, 2, 0)
)
# The smallest difference found with a power of 80 %, and the items that find one: both standard error and
# degrees of freedom go with the number of items.
least <- function(se, df) (qt(0.975, df) + qt(0.8, df)) * se
power <- lapply(list(c(0.2, 39, 40), c(0.05, 6.5, 120), c(1.3, 400, 2000), c(0.2, 1, 2)), function(d) {
  differences <- d[1] * c(6, 1.5, 0.4)
  needed <- sapply(differences, function(x) {
    finds <- function(n) least(d[1] * sqrt(d[3] / n), max(1, d[2] * n / d[3])) <= x
    high <- 2
    while (!finds(high)) high <- 2 * high
    low <- if (high == 2) 1 else high / 2
    while (high - low > 1) {
      middle <- floor((low + high) / 2)
      if (finds(middle)) high <- middle else low <- middle
    }
    high
  })
  list(se = d[1], df = d[2], items = d[3], least = least(d[1], d[2]), differences = differences, needed = needed)
})
# Wilson (1927) by prop.test, whose interval without continuity correction it is.
wilson <- lapply(list(c(0, 9), c(1, 12), c(30, 40), c(7, 7), c(1, 2)), function(v)
  c(v, suppressWarnings(prop.test(v[1], v[2], correct = FALSE)$conf.int)))
cat(toJSON(list(studies = studies, power = power, wilson = wilson), auto_unbox = TRUE, na = "null", null = "null",
  digits = NA), "\n")
