# Makes logistic.json: logistic regressions by R 4.2.2's glm, clustered covariances by sandwich, areas
# under the ROC curve by pROC, all independent of src/stats/regression.
# Run: Rscript logistic.R > logistic.json
suppressPackageStartupMessages({ library(sandwich); library(pROC) })
set.seed(20260107)
show <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ","), "]")
rows <- function(m) paste0("[", paste(apply(m, 1, show), collapse = ","), "]")
tight <- glm.control(epsilon = 1e-15, maxit = 100)

study <- function(name, x, y, cluster, fold) {
  d <- data.frame(y, x)
  fit <- suppressWarnings(glm(y ~ ., binomial, d, control = tight))
  table <- coef(summary(fit))
  robust <- vcovCL(fit, cluster = cluster, type = "HC1")
  held <- numeric(length(y))
  for (f in unique(fold)) {
    part <- suppressWarnings(glm(y ~ ., binomial, d[fold != f, ], control = tight))
    held[fold == f] <- predict(part, d[fold == f, ], type = "response")
  }
  df <- length(unique(cluster)) - 1
  sprintf(
    '{"name":"%s","names":["%s"],"x":%s,"y":%s,"cluster":%s,"fold":%s,"estimate":%s,"se":%s,"p":%s,"covariance":%s,"deviance":%s,"null":%s,"robust":%s,"robustP":%s,"held":%s}',
    name, paste(colnames(x), collapse = '","'), rows(t(x)), show(y), show(cluster - 1), show(fold - 1),
    show(table[, 1]), show(table[, 2]), show(table[, 4]), rows(vcov(fit)),
    sprintf("%.17g", deviance(fit)), sprintf("%.17g", fit$null.deviance), rows(robust),
    show(2 * pt(-abs(coef(fit) / sqrt(diag(robust))), df)), show(held))
}

area <- function(score, label) {
  r <- roc(label, score, levels = c(0, 1), direction = "<", quiet = TRUE)
  a <- as.numeric(auc(r)); v <- var(r, method = "delong")
  half <- qnorm(0.975) * sqrt(v) / (a * (1 - a))
  sprintf('{"score":%s,"label":%s,"area":%.17g,"low":%.17g,"high":%.17g}', show(score), show(label), a,
    plogis(qlogis(a) - half), plogis(qlogis(a) + half))
}

n <- 240
draw <- function(eta) as.numeric(runif(n) < plogis(eta))
binary <- rbinom(n, 1, 0.4); smooth <- round(rnorm(n), 3); year <- 2000 + sample(0:25, n, TRUE)
cluster <- rep(1:60, each = 4); fold <- sample(rep(1:5, length.out = n))
one <- matrix(binary, dimnames = list(NULL, "binary"))
three <- cbind(binary, smooth, year)
studies <- c(
  study("one binary column", one, draw(-0.5 + 0.8 * binary), cluster, fold),
  study("columns of different size and offset", three, draw(-0.2 + 0.6 * binary - 0.9 * smooth + 0.05 * (year - 2012)), cluster, fold),
  study("clusters that go together", three, draw(rnorm(60, 0, 1.5)[cluster] + 0.5 * smooth), cluster, fold),
  study("a nearly separable column", cbind(steep = smooth), draw(1 + 9 * smooth), cluster, fold),
  study("a rare outcome", three, draw(-3.4 + smooth), cluster, fold),
  study("ties count half", three, sample(c(0, 0.5, 1), n, TRUE), cluster, fold)
)
label <- rbinom(150, 1, 0.3)
areas <- c(
  area(round(rnorm(150) + label, 3), label),
  area(sample(1:4, 150, TRUE) + label, label),
  area(round(rnorm(150) - 2 * label, 1), label)
)
cat('{"studies":[\n', paste(studies, collapse = ",\n"), '\n],"areas":[\n', paste(areas, collapse = ",\n"),
  "\n]}\n", sep = "")
