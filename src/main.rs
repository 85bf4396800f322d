//! The page's entry in a browser; natively a stub that says where to look.

#[cfg(target_arch = "wasm32")]
fn main() {
    phieu::ui::run();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("Phiếu is a page: `cargo xtask serve` builds and serves it.");
}
