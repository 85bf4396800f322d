//! The page's entry in a browser; natively the program of `cli`.

#[cfg(target_arch = "wasm32")]
fn main() {
    phieu::ui::run();
}

#[cfg(not(target_arch = "wasm32"))]
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    phieu::cli::run(std::env::args_os().skip(1).collect())
}
