"""The table of goals."""

from django.db import models


class Goal(models.Model):
    """A figure to be reached by a day."""

    pk = models.CompositePrimaryKey("program_id", "goal_id")
    program_id = models.UUIDField()
    goal_id = models.UUIDField()
    measure = models.TextField()
    target = models.BigIntegerField()
    first_day = models.DateField()
    last_day = models.DateField()
    set_at = models.DateTimeField()
    actor = models.TextField()

    class Meta:
        db_table = "goals_goal"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="goals_goal_days"
            ),
            models.CheckConstraint(condition=models.Q(target__gt=0), name="goals_goal_target"),
        ]
