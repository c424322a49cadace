//! Numbers as they are written: in lowest terms.

use std::fmt;

use super::{Form, Number};

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Small { above, below: 1 } => above.fmt(formatter),
            _ => self.large().fmt(formatter),
        }
    }
}
