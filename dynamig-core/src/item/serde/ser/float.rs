use super::super::Fault;

macro_rules! float_text {
    ($name:ident $type:ty) => {
        /// The shortest text that reads as the same float.
        pub(super) fn $name(number: $type) -> Result<String, Fault> {
            if !number.is_finite() {
                return Err(Fault::new("has a float that is infinite or not a number"));
            }
            let size = number.abs();
            Ok(if size == 0.0 {
                "0".to_owned()
            } else if (1e-7..1e21).contains(&size) {
                number.to_string()
            } else {
                format!("{number:e}")
            })
        }
    };
}

float_text!(f32_text f32);
float_text!(f64_text f64);
