app_name = "certificats"

urlpatterns = []
