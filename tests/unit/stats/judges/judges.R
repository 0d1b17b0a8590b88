# Independent values for kappa with its jackknife, prediction-powered means and Bradley-Terry ratings.
# Rscript judges.R > judges.json
set.seed(20260101)
num <- function(x) paste0("[", paste(format(x, digits = 17, trim = TRUE), collapse = ","), "]")
one <- function(x) format(x, digits = 17, trim = TRUE)

# Kappa: verdicts 0, 1, 2 of two raters, two to four per item.
items <- rep(1:40, times = sample(2:4, 40, replace = TRUE))
people <- sample(0:2, length(items), replace = TRUE, prob = c(0.45, 0.15, 0.4))
judge <- ifelse(runif(length(items)) < 0.65, people, sample(0:2, length(items), replace = TRUE))
kappa <- function(j, p) {
  po <- mean(j == p)
  pe <- sum(sapply(0:2, function(g) mean(j == g) * mean(p == g)))
  (po - pe) / (1 - pe)
}
jack <- function(of) {
  without <- sapply(unique(items), function(i) of(judge[items != i], people[items != i]))
  g <- length(without)
  se <- sqrt((g - 1) / g * sum((without - mean(without))^2))
  value <- of(judge, people)
  value + c(0, -1, 1) * qt(0.975, g - 1) * se
}
decided <- function(j, p) { d <- j != 1 & p != 1; mean(j[d] == p[d]) }

# Prediction-powered mean: n labelled in clusters of uneven size, N unlabelled.
lab_item <- rep(1:30, times = sample(1:3, 30, replace = TRUE))
y <- round(pmin(1, pmax(0, 0.55 + 0.3 * rnorm(length(lab_item)))), 3)
f <- round(pmin(1, pmax(0, 0.1 + 0.8 * y + 0.15 * rnorm(length(y)))), 3)
un_item <- rep(31:230, times = sample(1:3, 200, replace = TRUE))
fu <- round(pmin(1, pmax(0, 0.56 + 0.28 * rnorm(length(un_item)))), 3)
cvar <- function(x, id) {
  u <- tapply(x - mean(x), id, sum)
  g <- length(u)
  g / (g - 1) * sum(u^2) / length(x)^2
}
ppi <- function(y, f, id, fu, idu) {
  n <- length(y); N <- length(fu)
  lambda <- cov(y, f) / ((1 + n / N) * var(c(f, fu)))
  lambda <- max(0, min(1, lambda))
  theta <- lambda * mean(fu) + mean(y - lambda * f)
  se <- sqrt(cvar(y - lambda * f, id) + lambda^2 * cvar(fu, idu))
  c(theta, se, theta - qnorm(0.975) * se, theta + qnorm(0.975) * se, lambda)
}
# The same without clusters is the paper's formula, with var() of ddof 1.
simple <- local({
  n <- length(y); N <- length(fu)
  lambda <- max(0, min(1, cov(y, f) / ((1 + n / N) * var(c(f, fu)))))
  theta <- lambda * mean(fu) + mean(y - lambda * f)
  c(theta, sqrt(var(y - lambda * f) / n + lambda^2 * var(fu) / N), lambda)
})

# Bradley-Terry with ties as half a win, by glm on the difference design, sum of strengths zero.
k <- 5; n <- 600
a <- sample(1:k, n, replace = TRUE)
b <- (a - 1 + sample(1:(k - 1), n, replace = TRUE)) %% k + 1
bt_item <- sort(sample(1:120, n, replace = TRUE))
s <- c(0.8, 0.3, 0, -0.4, -0.7)
share <- ifelse(runif(n) < 0.1, 0.5, as.numeric(runif(n) < plogis(s[a] - s[b])))
X <- matrix(0, n, k)
X[cbind(1:n, a)] <- 1
X[cbind(1:n, b)] <- X[cbind(1:n, b)] - 1
D <- X[, 1:(k - 1)] - X[, k]  # strengths sum to zero: the last is minus the others
fit <- suppressWarnings(glm(share ~ D - 1, family = binomial, control = glm.control(epsilon = 1e-15, maxit = 100)))
beta <- c(coef(fit), -sum(coef(fit)))
p <- fitted(fit)
U <- rowsum(D * (share - p), bt_item)
bread <- solve(t(D) %*% (D * (p * (1 - p))))
g <- nrow(U)
V <- g / (g - 1) * bread %*% t(U) %*% U %*% bread
L <- rbind(diag(k - 1), -1)
se <- sqrt(diag(L %*% V %*% t(L)))

cat("{\n",
 '"kappa": {"item": ', num(items), ', "people": ', num(people), ', "judge": ', num(judge),
 ', "agreement": ', num(jack(function(j, p) mean(j == p))), ', "decided": ', num(jack(decided)),
 ', "kappa": ', num(jack(kappa)), "},\n",
 '"ppi": {"y": ', num(y), ', "f": ', num(f), ', "item": ', num(lab_item), ', "unlabelled": ', num(fu),
 ', "unlabelledItem": ', num(un_item), ', "clustered": ', num(ppi(y, f, lab_item, fu, un_item)),
 ', "simple": ', num(simple), "},\n",
 '"bradleyTerry": {"a": ', num(a - 1), ', "b": ', num(b - 1), ', "item": ', num(bt_item), ', "share": ', num(share),
 ', "strength": ', num(beta), ', "se": ', num(se), "}\n}\n", sep = "")
