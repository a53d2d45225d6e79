"""PE_REWARD: an amount of money (or points), by conditions, bases × rates, uplift, cap and rounding."""

from rules.engine.rewarding.asked import reward, rewards

__all__ = ["reward", "rewards"]
