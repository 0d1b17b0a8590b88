# Makes study.json: a small study with gaps and what agreement, the ladder and ensembles are in it, in
# R 4.2.2 with base functions, independently of src/stats. Run: Rscript study.R > study.json
library(jsonlite)
set.seed(424242)
tasks <- 3
items <- 24
models <- 4
prompts <- 3
raters <- 3
unit_of <- (seq_len(items) - 1) %/% 3 # 8 units

# Scores by model, prompt, task and item, in halves so that means round and tie.
common <- matrix(rnorm(tasks * items), tasks)
rows <- expand.grid(item = 1:items, task = 1:tasks, prompt = 1:prompts, model = 1:models)
rows$score <- round(2 * (3 + 0.8 * common[cbind(rows$task, rows$item)] + 0.3 * rnorm(nrow(rows)) +
  0.5 * rnorm(models * items)[rows$model * items - items + rows$item])) / 2
rows <- rows[runif(nrow(rows)) > 0.06, ]
rows <- rows[!(rows$model == 4 & rows$task == 3 & rows$item > 18), ]
human <- expand.grid(item = 1:items, task = 1:tasks, rater = 1:raters)
human$score <- round(3 + 0.8 * common[cbind(human$task, human$item)] + 0.7 * rnorm(nrow(human)))
human <- human[runif(nrow(human)) > 0.04, ]
outcome <- round(10 + 2 * tapply(colMeans(common), unit_of, mean) + rnorm(8), 2)
benchmark <- c(0.81, 0.64, 0.9, 0.72)

column <- function(d) (d$task - 1) * items + d$item
wide <- function(d, group, n) {
  out <- matrix(NA_real_, n, tasks * items)
  m <- tapply(d$score, list(factor(group, 1:n), factor(column(d), 1:(tasks * items))), mean)
  out[, ] <- m
  out
}
task <- rep(1:tasks, each = items)
item <- rep(1:items, tasks)
unit <- unit_of[item] + 1
M <- wide(rows, rows$model, models)
MP <- wide(rows, (rows$model - 1) * prompts + rows$prompt, models * prompts)
H <- wide(human, human$rater, raters)
reference <- colMeans(H, na.rm = TRUE)
reference[is.nan(reference)] <- NA

pool <- function(r, n, average) {
  ok <- !is.na(r)
  w <- if (average == "micro") n else rep(1, length(n))
  sum((w * r)[ok]) / sum(w[ok])
}
corr <- function(x, y) {
  both <- !is.na(x) & !is.na(y)
  if (sum(both) < 2) return(c(NA, sum(both)))
  c(suppressWarnings(cor(x[both], y[both])), sum(both))
}
pooled <- function(x, y, average, keep = rep(TRUE, length(x))) {
  each <- sapply(1:tasks, function(t) corr(x[task == t & keep], y[task == t & keep]))
  pool(each[1, ], each[2, ], average)
}
across <- function(x, y, average) {
  each <- NULL
  for (s in 1:tasks) for (t in 1:tasks) if (s != t) each <- cbind(each, corr(x[task == s], y[task == t]))
  pool(each[1, ], each[2, ], average)
}
pairs <- combn(models, 2)
others <- function(r) colMeans(H[-r, , drop = FALSE], na.rm = TRUE)
part <- function(m, p) MP[(m - 1) * prompts + p, ]

shared <- function(average) {
  between <- function(parts, n) mean(combn(n, 2, function(k) pooled(parts(k[1]), parts(k[2]), average)))
  sb <- function(r, k) k * r / (1 + (k - 1) * r)
  btw <- sapply(1:models, function(m) between(function(p) part(m, p), prompts))
  btw_ref <- between(function(r) H[r, ], raters)
  rel <- sb(btw, prompts)
  rel_ref <- sb(btw_ref, raters)
  cross <- function(f, a, b) mean(unlist(lapply(1:prompts, function(p) sapply(setdiff(1:prompts, p),
    function(q) f(part(a, p), part(b, q), average)))))
  mm <- apply(pairs, 2, function(k) pooled(M[k[1], ], M[k[2], ], average))
  ac <- apply(pairs, 2, function(k) across(M[k[1], ], M[k[2], ], average))
  mr <- sapply(1:models, function(m) pooled(M[m, ], reference, average))
  hc <- sapply(1:raters, function(r) pooled(H[r, ], others(r), average))
  dis <- apply(pairs, 2, function(k) cross(pooled, k[1], k[2]) / sqrt(btw[k[1]] * btw[k[2]]))
  disac <- apply(pairs, 2, function(k) cross(across, k[1], k[2]) / sqrt(btw[k[1]] * btw[k[2]]))
  disr <- mr / sqrt(rel * rel_ref)
  list(reliability = rel, referenceReliability = rel_ref, humanCeiling = mean(hc), modelModel = mean(mm),
    acrossTasks = mean(ac), modelReference = mean(mr), disattenuated = list(modelModel = mean(dis),
      acrossTasks = mean(disac), modelReference = mean(disr), firstPair = dis[1], firstReference = disr[1]))
}

# Jackknife over clusters on Fisher's scale, t with G - 1 degrees of freedom (equal clusters).
jack <- function(f, clusters) {
  z <- sapply(clusters, function(g) atanh(f(g)))
  G <- length(clusters)
  sqrt((G - 1) / G * sum((z - mean(z))^2)) * qt(0.975, G - 1)
}
unit_mean <- function(row, average) {
  sapply(1:8, function(u) {
    if (average == "micro") return(mean(row[unit == u], na.rm = TRUE))
    mean(sapply(1:tasks, function(t) mean(row[unit == u & task == t], na.rm = TRUE)), na.rm = TRUE)
  })
}
ladder <- function(average) {
  ex <- sapply(1:models, function(m) pooled(M[m, ], reference, average))
  means <- sapply(1:models, function(m) unit_mean(M[m, ], average))
  out <- apply(means, 2, function(v) cor(v, outcome))
  half <- apply(means, 2, function(v) jack(function(u) cor(v[-u], outcome[-u]), 1:8))
  rung <- function(x, y) {
    r <- cor(x, y, method = "spearman")
    h <- qnorm(0.975) * sqrt((1 + r^2 / 2) / (models - 3))
    if (abs(r) == 1) c(r, NA, NA) else c(r, tanh(atanh(r) - h), tanh(atanh(r) + h))
  }
  list(experts = ex, outcome = out, low = tanh(atanh(out) - half), high = tanh(atanh(out) + half),
    reference = cor(unit_mean(reference, average), outcome),
    benchmarkExperts = rung(benchmark, ex), expertsOutcome = rung(ex, out), benchmarkOutcome = rung(benchmark, out))
}

# Ensembles on the columns that all models and the reference scored; grades are whole numbers.
full <- !is.na(colSums(M)) & !is.na(reference)
round_up <- function(x) floor(x + 0.5)
weights <- function(average, keep) {
  if (average == "micro") return(rep(1 / sum(keep), sum(keep)))
  t <- task[keep]
  1 / (length(unique(t)) * as.numeric(table(t)[as.character(t)]))
}
modes <- function(v) {
  n <- table(v)
  as.numeric(names(n)[n == max(n)])
}
err <- list(absolute = function(s, r) abs(s - r), squared = function(s, r) (s - r)^2,
  signed = function(s, r) (s - r)^2, disagreement = function(s, r) as.numeric(s != r))
softmax <- exp(benchmark / 0.1) / sum(exp(benchmark / 0.1))
w_of <- list(proportional = benchmark / sum(benchmark),
  aboveChance = pmax(0, benchmark - 0.7) / sum(pmax(0, benchmark - 0.7)), softmax = softmax)
ensemble <- function(measure, average) {
  e <- err[[measure]]
  whole <- if (measure == "disagreement") round_up else identity
  score <- function(rule, keep) {
    X <- M[, keep]
    if (rule == "mean") return(whole(colMeans(X)))
    if (rule == "median") return(whole(apply(X, 2, median)))
    if (rule == "unanimous") return(round_up(X[1, ]))
    whole(as.numeric(w_of[[rule]] %*% X))
  }
  agree <- full & apply(round_up(M), 2, function(v) length(unique(v)) == 1)
  one <- function(rule) {
    keep <- if (rule == "unanimous") agree else full
    w <- weights(average, keep)
    r <- reference[keep]
    members <- apply(M[, keep], 1, function(row) e(row, r))
    each <- if (rule == "majority") sapply(which(keep), function(c) mean(e(modes(round_up(M[, c])), reference[c])))
      else e(score(rule, keep), r)
    s <- if (rule == "majority") sapply(which(keep), function(c) mean(modes(round_up(M[, c])))) else score(rule, keep)
    by_unit <- function(v) sapply(sort(unique(unit[keep])), function(u) {
      if (average == "micro") return(mean(v[unit[keep] == u]))
      mean(tapply(v[unit[keep] == u], task[keep][unit[keep] == u], mean))
    })
    y <- outcome[sort(unique(unit[keep]))]
    list(coverage = sum(keep) / sum(full), error = sum(w * each), average = sum(w * rowMeans(members)),
      outcome = cor(by_unit(s), y), memberOutcome = mean(apply(M[, keep], 1, function(v) cor(by_unit(v), y))))
  }
  rules <- c("mean", "median", "majority", "unanimous", "proportional", "aboveChance", "softmax")
  setNames(lapply(rules, one), rules)
}
floors <- function(average) {
  w <- weights(average, full)
  E <- sweep(M[, full], 2, reference[full])
  bias <- as.numeric(E %*% w)
  C <- (E - bias) %*% (w * t(E - bias))
  mse <- sapply(1:models, function(k) mean(combn(models, k, function(S) sum(w * colMeans(E[S, , drop = FALSE])^2))))
  off <- function(A) (sum(A) - sum(diag(A))) / (models * (models - 1))
  rho <- off(C) / mean(diag(C))
  list(mse = mse, floor = off(bias %o% bias) + off(C), rho = rho,
    effective = sapply(1:models, function(k) k / (1 + (k - 1) * rho)))
}
# Right or wrong: the score is above 3.2 where the reference is. Enumeration of choices and of votes.
right <- ((M[, full] > 3.2) == rep(reference[full] > 3.2, each = models)) * 1
condorcet <- function() {
  p <- rowMeans(right)
  win <- function(m, k) (2 * m > k) + 0.5 * (2 * m == k)
  t(sapply(1:models, function(k) {
    each <- combn(models, k, function(S) {
      votes <- as.matrix(expand.grid(rep(list(0:1), k)))
      chance <- apply(votes, 1, function(v) prod(ifelse(v == 1, p[S], 1 - p[S])))
      c(sum(chance * win(rowSums(votes), k)), mean(win(colSums(right[S, , drop = FALSE]), k)))
    })
    rowMeans(each)
  }))
}
both <- function(f) list(micro = f("micro"), macro = f("macro"))
measures <- c("absolute", "squared", "signed", "disagreement")
cat(toJSON(list(
  scores = as.list(rows[, c("model", "prompt", "task", "item", "score")]),
  humans = as.list(human[, c("rater", "task", "item", "score")]),
  unit = unit_of, outcome = as.numeric(outcome), benchmark = benchmark,
  shared = both(shared), ladder = both(ladder), full = sum(full),
  ensembles = setNames(lapply(measures, function(m) both(function(a) ensemble(m, a))), measures),
  floor = both(floors), right = right, condorcet = condorcet()
), auto_unbox = TRUE, na = "null", digits = NA), "\n")
